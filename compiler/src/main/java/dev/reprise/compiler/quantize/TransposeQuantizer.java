package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.quantize.op.QTranspose;
import java.util.List;

/** Transpose, N6.7. */
final class TransposeQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    String x = layer.node().input(0);
    QTranspose op = new QTranspose(((Transpose) layer.node().op()).perm());
    stage.finish(layer, op, List.of(x), stage.parameters(x));
  }
}
