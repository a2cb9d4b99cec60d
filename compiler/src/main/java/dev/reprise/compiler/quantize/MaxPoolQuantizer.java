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
    Window window = Planes.window(node, ((MaxPool) node.op()).window());
    Planes.tapCounts(node, window, stage.planeShape(x), false);
    stage.finishPlane(layer, new QMaxPool(window), List.of(stage.plane(x)), stage.parameters(x));
  }
}
