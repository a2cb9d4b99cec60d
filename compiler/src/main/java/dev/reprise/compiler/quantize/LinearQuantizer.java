package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.quantize.op.QLinear;
import java.util.List;

/** Linear, N6.2. */
final class LinearQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Graph graph = stage.graph();
    Node node = layer.node();
    float[] weights = Weights.constant(graph, node, 1).floats();
    int outputs = graph.shape(node.input(1)).dim(0);
    float[] bias = node.hasInput(2) ? Weights.constant(graph, node, 2).floats() : new float[outputs];
    QParams wanted = stage.parameters(layer.output());
    WeightCodes given = stage.fixed().codesOf(weights);
    IntegerWeights w = WeightQuantizer.quantize(layer.place(), weights, bias, stage.parameters(node.input(0)), wanted, given);
    QParams out = w.output();
    QLinear op = new QLinear(outputs, w.codes(), w.scales(), w.bias(), w.requant(), layer.lowCode(out), layer.highCode(out));
    stage.finish(layer, op, List.of(node.input(0)), out);
  }
}
