package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.quantize.op.QPad;
import java.util.List;

/** Pad, N6.7: padding with 0 keeps the input's parameters; any other value need not lie in their range and joins the input in the output's. */
final class PadQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Pad pad = (Pad) layer.node().op();
    String x = layer.node().input(0);
    QParams p = layer.kind() == Layer.Kind.JOINING ? stage.parameters(layer.output()) : stage.parameters(x);
    stage.finish(layer, new QPad(pad.begin(), pad.end(), p.code(pad.value())), List.of(stage.rescaled(x, p, layer)), p);
  }
}
