package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.golden.FrozenExecutor;
import dev.reprise.compiler.golden.QuantizeInput;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.quantize.qlinear.QLinearExporter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The integers of random frozen stages against ONNX Runtime's quantized operators. */
class QLinearOracleTest {
  private static final int GRAPHS = 120;
  private static final int SAMPLES = 4;

  @Test
  void everyLayerAgreesWithOnnxRuntime() throws Exception {
    Map<String, Agreement> perOperator = new TreeMap<>();
    Map<String, Integer> floatOperators = new TreeMap<>();
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = RandomStages.graph(seed);
      graph.nodes().stream().map(Node::op).forEach(o -> floatOperators.merge(o.kind(), 1, Integer::sum));
      List<Tensor> samples = RandomStages.samples(graph, SAMPLES, seed);
      Ranges ranges = Calibration.run(graph, samples, CalibrationMethod.values()[seed % 3]);
      QGraph q = Quantizer.quantize(graph, ranges, FixedParameters.none()).graph();
      for (Agreement a : layers(q, samples, perOperator).values()) {
        assertThat(a.largest()).as("seed %d: %s", seed, a).isLessThanOrEqualTo(1);
      }
    }
    perOperator.forEach((k, a) -> System.out.println(k + " " + a));
    System.out.println(floatOperators);
  }

  static Map<String, Agreement> layers(QGraph q, List<Tensor> samples, Map<String, Agreement> perOperator) throws Exception {
    Map<String, Agreement> perNode = new LinkedHashMap<>();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    q.nodes().forEach(n -> n.inputs().forEach(i -> shapes.put(QLinearExporter.layerInput(i), q.tensor(i).shape())));
    QTensor input = q.tensor(q.input());
    try (CodeSession session = new CodeSession(QLinearExporter.exportLayers(q))) {
      for (Tensor sample : samples) {
        Map<String, byte[]> ours = FrozenExecutor.run(q, QuantizeInput.codes(sample.floats(), input.scale(), input.zeroPoint()));
        Map<String, byte[]> in = new LinkedHashMap<>();
        q.nodes().forEach(n -> n.inputs().forEach(i -> in.put(QLinearExporter.layerInput(i), ours.get(i))));
        Map<String, byte[]> theirs = session.run(in, shapes);
        for (QNode n : q.nodes()) {
          perNode.computeIfAbsent(n.name(), k -> new Agreement()).add(ours.get(n.output()), theirs.get(n.output()));
          perOperator.computeIfAbsent(n.op().getClass().getSimpleName(), k -> new Agreement()).add(ours.get(n.output()), theirs.get(n.output()));
        }
      }
    }
    return perNode;
  }
}
