package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.golden.op.Moves;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QConcat;
import java.util.stream.Stream;

/** N6.7. */
final class QConcatGolden implements QOperatorGolden<QConcat> {
  @Override
  public void forward(QConcat op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    Moves.join(op.axis(), Stream.of(types).map(QTensor::shape).toArray(Shape[]::new), in, type.shape(), out);
  }
}
