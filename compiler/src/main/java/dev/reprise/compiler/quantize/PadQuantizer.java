package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.quantize.op.QPad;
import java.util.List;

/** Pad, N6.7: the code of the value nearest to the padded one. */
final class PadQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Pad pad = (Pad) layer.node().op();
    String x = layer.node().input(0);
    QParams in = stage.parameters(x);
    stage.finish(layer, new QPad(pad.begin(), pad.end(), in.code(pad.value())), List.of(stage.natural(x)), in);
  }
}
