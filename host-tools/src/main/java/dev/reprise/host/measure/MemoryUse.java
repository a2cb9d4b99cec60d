package dev.reprise.host.measure;

import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Adds up an image's sections by memory and purpose: constants by symbol, planned memory by the plan, the rest by section. */
final class MemoryUse {
  private static final String STACK_SECTION = ".stack";
  private static final String PLANNED = "rp_region_";

  private final FirmwareImage image;
  private final Map<String, Purpose> weights;
  private final MemoryReport plan;

  private MemoryUse(FirmwareImage image, Map<String, Purpose> weights, MemoryReport plan) {
    this.image = image;
    this.weights = weights;
    this.plan = plan;
  }

  /**
   * The use of each memory of {@code target}, in its order.
   *
   * @param simulator whether the image is linked for the simulator's origins
   * @param weights purpose of each constant array, by symbol name
   */
  static List<RegionUse> of(FirmwareImage image, Target target, boolean simulator, Map<String, Purpose> weights, MemoryReport plan) {
    MemoryUse use = new MemoryUse(image, weights, plan);
    return target.allMemories().stream().map(m -> use.region(m, simulator ? m.simulatorOrigin() : m.origin())).toList();
  }

  /** What the plan alone says, for a target without memories of its own. */
  static List<RegionUse> planned(MemoryReport plan) {
    List<RegionUse> uses = new ArrayList<>();
    for (String region : plan.capacity().keySet()) {
      Map<Purpose, Long> purposes = new EnumMap<>(Purpose.class);
      addPlanned(plan, region, plan.peak().get(region), purposes);
      uses.add(new RegionUse(region, kind(MemoryRegion.Kind.RAM), 0, sum(purposes), purposes));
    }
    return uses;
  }

  private RegionUse region(MemoryRegion memory, long origin) {
    Map<Purpose, Long> purposes = new EnumMap<>(Purpose.class);
    for (FirmwareImage.Section s : image.sections()) {
      if (s.address() >= origin && s.address() < origin + memory.size()) {
        section(s, memory, purposes);
      }
    }
    for (FirmwareImage.Copied c : image.copied()) {
      if (c.from() >= origin && c.from() < origin + memory.size()) {
        add(purposes, Purpose.RUNTIME_DATA, c.size());
      }
    }
    return new RegionUse(memory.name(), kind(memory.kind()), memory.size(), sum(purposes), purposes);
  }

  private void section(FirmwareImage.Section section, MemoryRegion memory, Map<Purpose, Long> purposes) {
    if (section.name().equals(STACK_SECTION)) {
      add(purposes, Purpose.STACK, section.size());
      return;
    }
    long rest = section.size();
    for (FirmwareImage.Symbol symbol : image.symbols()) {
      if (!section.holds(symbol.address())) {
        continue;
      }
      if (weights.containsKey(symbol.name())) {
        add(purposes, weights.get(symbol.name()), symbol.size());
        rest -= symbol.size();
      } else if (symbol.name().equals(PLANNED + memory.name())) {
        addPlanned(plan, memory.name(), symbol.size(), purposes);
        rest -= symbol.size();
      }
    }
    add(purposes, memory.kind() == MemoryRegion.Kind.FLASH ? Purpose.CODE : Purpose.RUNTIME_DATA, rest);
  }

  /** Buffers that live for ever count by themselves; those of the arena share the rest of the planned {@code size}. */
  private static void addPlanned(MemoryReport plan, String region, long size, Map<Purpose, Long> purposes) {
    long rest = size;
    for (MemoryReport.Entry e : plan.in(region)) {
      if (e.purpose() != Purpose.ARENA) {
        add(purposes, e.purpose(), e.bytes());
        rest -= e.bytes();
      }
    }
    add(purposes, Purpose.ARENA, rest);
  }

  private static void add(Map<Purpose, Long> purposes, Purpose purpose, long bytes) {
    if (bytes != 0) {
      purposes.merge(purpose, bytes, Long::sum);
    }
  }

  private static long sum(Map<Purpose, Long> purposes) {
    return purposes.values().stream().mapToLong(Long::longValue).sum();
  }

  private static String kind(MemoryRegion.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
