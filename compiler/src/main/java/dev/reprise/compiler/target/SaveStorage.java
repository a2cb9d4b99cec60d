package dev.reprise.compiler.target;

import java.util.List;

/**
 * Where a target keeps saves: two places that take turns, at the end of one of its memories, which is shortened by them.
 *
 * @param memory name of that memory
 * @param bytes by which it is shortened
 * @param unit bytes that are programmed at once, each once after an erase
 * @param slots two
 */
public record SaveStorage(String memory, long bytes, int unit, List<Slot> slots) {
  /** What a slot needs beside the save itself: commit records (runtime-c/src/storage/rp_save_record.h). */
  public static final int HEAD_BYTES = 256;

  /** The largest unit that the runtime knows ({@code RP_FLASH_UNIT_MAX}). */
  public static final int MOST_UNIT = 32;

  /**
   * @param origin address
   * @param sectors from there on, one behind the other
   */
  public record Slot(long origin, List<Sectors> sectors) {
    public Slot {
      sectors = List.copyOf(sectors);
    }

    public long bytes() {
      return sectors.stream().mapToLong(s -> s.count() * s.size()).sum();
    }
  }

  /**
   * Neighbouring sectors of one size.
   *
   * @param first number of the first, as the flash driver counts
   */
  public record Sectors(int first, int count, long size) {}

  public SaveStorage {
    slots = List.copyOf(slots);
  }

  /** Bytes of the largest save that both slots can hold. */
  public long capacity() {
    return slots.stream().mapToLong(Slot::bytes).min().orElseThrow() - HEAD_BYTES;
  }
}
