package dev.reprise.compiler.onnx;

import java.util.ArrayList;
import java.util.List;

/** The permutation of a Transpose node. */
public final class Permutation {
  private Permutation() {}

  /** The attribute {@code perm}, or the reversal where it is absent. */
  public static List<Integer> of(OnnxNode node, int rank) {
    long[] given = node.integers("perm");
    List<Integer> perm = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      perm.add(given == null ? rank - 1 - i : i < given.length ? Axes.normalize(node, given[i], rank) : -1);
    }
    boolean isPermutation = perm.stream().distinct().count() == rank && !perm.contains(-1);
    if (!isPermutation || (given != null && given.length != rank)) {
      throw node.fail(OnnxError.ATTRIBUTE, "perm", "is no permutation of " + rank + " axes");
    }
    return perm;
  }
}
