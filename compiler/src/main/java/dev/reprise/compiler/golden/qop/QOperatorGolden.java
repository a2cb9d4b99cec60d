package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QOp;

/**
 * The meaning of one integer operator (docs/numerics.md, N6). Codes are unsigned bytes, row-major, batch 1.
 *
 * @param <O> its record in {@code quantize.op}
 */
public interface QOperatorGolden<O extends QOp> {
  /**
   * @param types of the inputs
   * @param in codes of the inputs
   * @param type of the output
   * @param out its codes, to be filled
   */
  void forward(O op, QTensor[] types, byte[][] in, QTensor type, byte[] out);
}
