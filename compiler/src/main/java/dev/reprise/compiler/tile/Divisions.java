package dev.reprise.compiler.tile;

import java.util.ArrayList;
import java.util.List;

/** Sizes into which an axis can be cut. */
final class Divisions {
  private Divisions() {}

  /** All of {@code size}, its halves, thirds, quarters, sixths, eighths, ... rounded up to multiples of {@code unit}, and 1; descending, each once. */
  static List<Integer> of(int size, int unit) {
    List<Integer> sizes = new ArrayList<>(List.of(size));
    for (int parts = 2; parts < size; parts = Integer.bitCount(parts) == 1 ? parts / 2 * 3 : parts / 3 * 4) {
      int part = (size + parts - 1) / parts;
      add(sizes, (part + unit - 1) / unit * unit);
    }
    add(sizes, 1);
    return sizes;
  }

  /** Into how many parts of {@code part} {@code size} falls. */
  static long parts(int size, int part) {
    return (size + part - 1L) / part;
  }

  private static void add(List<Integer> sizes, int size) {
    if (size < sizes.get(sizes.size() - 1)) {
      sizes.add(size);
    }
  }
}
