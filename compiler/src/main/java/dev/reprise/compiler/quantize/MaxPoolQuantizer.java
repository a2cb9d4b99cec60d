package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.quantize.op.QMaxPool;
import java.util.List;

/** MaxPool, N6.7. */
final class MaxPoolQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Node node = layer.node();
    String x = node.input(0);
    Window window = ((MaxPool) node.op()).window();
    TapCounts.of(layer, window, stage.graph().shape(x), false);
    stage.finish(layer, new QMaxPool(window), List.of(x), stage.parameters(x));
  }
}
