package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import java.util.List;

/** Where the operators that only move values (N3.15, N6.7) take each output element from. */
public final class Moves {
  private Moves() {}

  /** For each output element in scan order, the input element that it is. */
  public static int[] transpose(List<Integer> perm, Shape in, Shape out) {
    int[] strides = perm.stream().mapToInt(axis -> in.strides()[axis]).toArray();
    return Positions.strided(out, strides, 0);
  }

  /** For each output element in scan order, the input element that it is, or -1 in the padding; negative {@code begin} crops. */
  public static int[] pad(List<Integer> begin, Shape in, Shape out) {
    int[] sources = new int[out.elements()];
    int[] inStrides = in.strides();
    int[] outStrides = out.strides();
    for (int i = 0; i < sources.length; i++) {
      for (int axis = 0; axis < out.rank() && sources[i] >= 0; axis++) {
        int at = i / outStrides[axis] % out.dim(axis) - begin.get(axis);
        sources[i] = at < 0 || at >= in.dim(axis) ? -1 : sources[i] + at * inStrides[axis];
      }
    }
    return sources;
  }

  /**
   * Copies the operands of a concatenation to their places in the joined tensor.
   *
   * @param parts arrays of one element type, of {@code shapes}
   * @param joined array of that type
   */
  public static void join(int axis, Shape[] shapes, Object[] parts, Shape joinedShape, Object joined) {
    int offset = 0;
    for (int p = 0; p < parts.length; p++) {
      int block = shapes[p].product(axis, shapes[p].rank());
      copyBlocks(block, shapes[p].product(0, axis), parts[p], 0, block, joined, offset, joinedShape.product(axis, joinedShape.rank()));
      offset += block;
    }
  }

  /** The way back of {@link #join}: fills the parts that are not null. */
  public static void separate(int axis, Shape[] shapes, Object[] parts, Shape joinedShape, Object joined) {
    int offset = 0;
    for (int p = 0; p < parts.length; p++) {
      int block = shapes[p].product(axis, shapes[p].rank());
      if (parts[p] != null) {
        copyBlocks(block, shapes[p].product(0, axis), joined, offset, joinedShape.product(axis, joinedShape.rank()), parts[p], 0, block);
      }
      offset += block;
    }
  }

  private static void copyBlocks(int block, int count, Object from, int fromFirst, int fromStep, Object to, int toFirst, int toStep) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(from, fromFirst + i * fromStep, to, toFirst + i * toStep, block);
    }
  }
}
