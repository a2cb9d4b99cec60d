package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.quantize.op.QConcat;
import java.util.ArrayList;
import java.util.List;

/** Concat, N6.7: inputs that do not have the joint parameters pass through a table. */
final class ConcatQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Graph graph = stage.graph();
    QParams joint = stage.parameters(layer.output());
    List<String> inputs = new ArrayList<>();
    for (String v : layer.node().inputs()) {
      inputs.add(
          graph.isConstant(v)
              ? stage.constant(layer, v, graph.constant(v), joint)
              : stage.rescaled(v, joint, layer));
    }
    stage.finish(layer, new QConcat(((Concat) layer.node().op()).axis()), inputs, joint);
  }
}
