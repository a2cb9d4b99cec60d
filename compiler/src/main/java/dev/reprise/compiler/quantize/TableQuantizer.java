package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** A chain of pointwise functions as one table, N6.6. */
final class TableQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Graph graph = stage.graph();
    String x = Pointwise.argument(graph, layer.node());
    DoubleUnaryOperator f = DoubleUnaryOperator.identity();
    for (Node node : layer.nodes()) {
      f = f.andThen(Pointwise.function(graph, node));
    }
    QParams out = stage.parameters(layer.output());
    stage.finish(layer, StageBuilder.table(stage.parameters(x), out, f), List.of(x), out);
  }
}
