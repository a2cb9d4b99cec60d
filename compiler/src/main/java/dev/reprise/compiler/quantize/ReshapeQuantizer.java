package dev.reprise.compiler.quantize;

import dev.reprise.compiler.quantize.op.QReshape;
import java.util.List;

/** Reshape, N6.7. */
final class ReshapeQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    String x = layer.node().input(0);
    stage.finish(layer, new QReshape(), List.of(x), stage.parameters(x));
  }
}
