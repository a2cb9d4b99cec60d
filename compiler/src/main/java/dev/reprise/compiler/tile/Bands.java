package dev.reprise.compiler.tile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Tensors cut along one axis: the axes outside it are taken index by index, those inside it stay whole, so that each part of a contiguous tensor is contiguous. */
final class Bands {
  /** Elements first[axis] .. first[axis] + count[axis] - 1 of every axis. */
  record Band(int[] first, int[] count) {}

  private Bands() {}

  /** Bands of {@code size} along {@code axis} of a tensor of {@code dims}, in row-major order. */
  static List<Band> of(int[] dims, int axis, int size) {
    int outer = Arrays.stream(dims, 0, axis).reduce(1, (a, b) -> a * b);
    List<Band> bands = new ArrayList<>();
    for (int i = 0; i < outer; i++) {
      int[] first = new int[dims.length];
      for (int a = axis - 1, rest = i; a >= 0; rest /= dims[a], a--) {
        first[a] = rest % dims[a];
      }
      for (int at = 0; at < dims[axis]; at += size) {
        int[] count = dims.clone();
        Arrays.fill(count, 0, axis, 1);
        first[axis] = at;
        count[axis] = Math.min(size, dims[axis] - at);
        bands.add(new Band(first.clone(), count));
      }
    }
    return bands;
  }
}
