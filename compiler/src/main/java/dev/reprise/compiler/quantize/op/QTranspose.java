package dev.reprise.compiler.quantize.op;

import java.util.List;

/** Output axis i is input axis {@code perm[i]}. */
public record QTranspose(List<Integer> perm) implements QOp {
  public QTranspose {
    perm = List.copyOf(perm);
  }
}
