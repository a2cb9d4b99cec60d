package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.quantize.op.QConv;
import java.util.List;

/** Conv, N6.2. */
final class ConvQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Graph graph = stage.graph();
    Node node = layer.node();
    Conv conv = (Conv) node.op();
    float[] weights = Weights.constant(graph, node, 1).floats();
    int channels = graph.shape(node.input(1)).dim(0);
    float[] bias = node.hasInput(2) ? Weights.constant(graph, node, 2).floats() : new float[channels];
    QParams wanted = stage.parameters(layer.output());
    WeightCodes given = stage.fixed().codesOf(weights);
    IntegerWeights w = WeightQuantizer.quantize(layer.place(), weights, bias, stage.parameters(node.input(0)), wanted, given);
    QParams out = w.output();
    QConv op =
        new QConv(
            conv.window(), channels, conv.groups(), w.codes(), w.scales(), w.bias(), w.requant(), layer.lowCode(out), layer.highCode(out));
    stage.finish(layer, op, List.of(node.input(0)), out);
  }
}
