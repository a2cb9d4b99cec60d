package dev.reprise.compiler.target;

import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads and checks the field {@code storage} of a {@code target.yaml}. */
final class StorageLoader {
  private static final int SLOTS = 2;

  private final String place;

  StorageLoader(String place) {
    this.place = place;
  }

  /** @param standIn whether simulators run another board, with a storage of its own */
  SaveStorage load(TargetYaml.Storage yaml, List<MemoryRegion> memories, boolean standIn) {
    int unit = required("unit", yaml.unit());
    if (unit < 1 || unit > SaveStorage.MOST_UNIT || Integer.bitCount(unit) != 1) {
      throw bad("storage.unit", unit + " is not a power of two up to " + SaveStorage.MOST_UNIT);
    }
    List<SaveStorage.Slot> slots = new ArrayList<>();
    for (TargetYaml.Slot slot : required("slots", yaml.slots())) {
      slots.add(slot(slot, unit));
    }
    if (slots.size() != SLOTS) {
      throw bad("storage.slots", slots.size() + " of them; saves take turns in " + SLOTS);
    }
    checkApart(slots);
    MemoryRegion memory = memory(slots, memories, standIn);
    long from = slots.stream().mapToLong(SaveStorage.Slot::origin).min().orElseThrow();
    long kept = from - memory.origin();
    if (kept == 0) {
      throw bad("storage.slots", "they leave nothing of memory " + memory.name());
    }
    return new SaveStorage(memory.name(), memory.size() - kept, unit, slots);
  }

  /** The memories that programs may use beside {@code storage}. */
  static List<MemoryRegion> shorten(List<MemoryRegion> memories, SaveStorage storage) {
    return memories.stream().map(m -> m.name().equals(storage.memory()) ? m.withSize(m.size() - storage.bytes()) : m).toList();
  }

  private SaveStorage.Slot slot(TargetYaml.Slot yaml, int unit) {
    long origin = required("slots.origin", yaml.origin());
    List<SaveStorage.Sectors> runs = new ArrayList<>();
    for (TargetYaml.Sectors s : required("slots.sectors", yaml.sectors())) {
      SaveStorage.Sectors run =
          new SaveStorage.Sectors(
              required("slots.sectors.first", s.first()), required("slots.sectors.count", s.count()), required("slots.sectors.size", s.size()));
      if (run.first() < 0 || run.count() < 1 || run.size() < 1) {
        throw bad("storage.slots.sectors", "first " + run.first() + ", count " + run.count() + ", size " + run.size());
      }
      if (origin % unit != 0 || run.size() % unit != 0) {
        throw bad("storage.slots", "origin and sector size must be a multiple of the unit, " + unit);
      }
      runs.add(run);
    }
    SaveStorage.Slot slot = new SaveStorage.Slot(origin, runs);
    if (slot.bytes() <= SaveStorage.HEAD_BYTES) {
      throw bad("storage.slots", runs.isEmpty() ? "a slot has no sectors" : "a slot of " + slot.bytes() + " bytes");
    }
    return slot;
  }

  private void checkApart(List<SaveStorage.Slot> slots) {
    Set<Integer> sectors = new HashSet<>();
    for (SaveStorage.Slot slot : slots) {
      for (SaveStorage.Sectors run : slot.sectors()) {
        for (int i = run.first(); i < run.first() + run.count(); i++) {
          if (!sectors.add(i)) {
            throw bad("storage.slots", "sector " + i + " is in both slots");
          }
        }
      }
    }
    SaveStorage.Slot low = slots.get(slots.get(0).origin() < slots.get(1).origin() ? 0 : 1);
    SaveStorage.Slot high = slots.get(low == slots.get(0) ? 1 : 0);
    if (low.origin() + low.bytes() > high.origin()) {
      throw bad("storage.slots", "the slots overlap");
    }
  }

  /** The one memory that holds both slots; firmware addresses it alike on the board and in the simulator. */
  private MemoryRegion memory(List<SaveStorage.Slot> slots, List<MemoryRegion> memories, boolean standIn) {
    return memories.stream()
        .filter(m -> (standIn || m.simulatorOrigin() == m.origin()) && slots.stream().allMatch(s -> within(s, m)))
        .findFirst()
        .orElseThrow(() -> bad("storage.slots", "no memory that the simulator maps where the board has it holds both"));
  }

  private static boolean within(SaveStorage.Slot slot, MemoryRegion memory) {
    return slot.origin() >= memory.origin() && slot.origin() + slot.bytes() <= memory.origin() + memory.size();
  }

  private <T> T required(String field, T value) {
    if (value == null) {
      throw RepriseException.of(TargetError.MISSING, place, "storage." + field);
    }
    return value;
  }

  private RepriseException bad(String field, String why) {
    return RepriseException.of(TargetError.BAD_VALUE, place, field, why);
  }
}
