package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.golden.FrozenExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.onnx.ImportOptions;
import dev.reprise.compiler.onnx.OnnxModel;
import dev.reprise.compiler.quantize.op.QAveragePool;
import dev.reprise.compiler.quantize.op.QConv;
import dev.reprise.compiler.quantize.op.QLinear;
import dev.reprise.compiler.quantize.op.QOp;
import dev.reprise.compiler.quantize.op.QTable;
import dev.reprise.compiler.quantize.qlinear.QLinearExporter;
import dev.reprise.compiler.quantize.qlinear.QuantizedImporter;
import dev.reprise.compiler.quantize.qlinear.QuantizedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Imported quantized models in the golden executor against the same models in ONNX Runtime. */
class QuantizedImporterTest {
  private static final int GRAPHS = 90;
  private static final int SAMPLES = 4;

  @Test
  void qLinearModelsKeepTheirIntegers() throws Exception {
    int models = 0;
    Agreement all = new Agreement();
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = Canonicalizer.run(RandomStages.withoutFunctions(seed));
      List<Tensor> samples = RandomStages.samples(graph, SAMPLES, seed);
      QGraph exported = Quantizer.quantize(graph, Calibration.run(graph, samples, CalibrationMethod.MSE), FixedParameters.none()).graph();
      if (exported.nodes().stream().anyMatch(x -> x.op() instanceof QTable)) {
        continue; // a table is exported as a Gather, which is no operator of quantized models
      }
      ModelProto model = QLinearExporter.export(exported);
      QGraph imported = stage(model);
      if (weights(imported).size() < weights(exported).size()) {
        continue; // canonicalisation joined two layers
      }
      assertThat(weights(imported)).as("seed %d", seed).containsExactlyElementsOf(weights(exported));
      try (QuantizedSession session = new QuantizedSession(model)) {
        for (Tensor sample : samples) {
          byte[] codes = StageOracle.golden(exported, sample).get(exported.input());
          Map<String, byte[]> theirs = session.run(Map.of(exported.input(), codes), Map.of(exported.input(), exported.tensor(exported.input()).shape()));
          byte[] ours = FrozenExecutor.run(imported, codes).get(imported.output());
          all.add(ours, theirs.get(exported.output()));
        }
      }
      models++;
    }
    assertThat(models).isGreaterThanOrEqualTo(20);
    assertThat(all.largest()).isLessThanOrEqualTo(1);
    assertThat(all.exactShare()).isGreaterThanOrEqualTo(0.95);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void qdqModelsAgreeWithOnnxRuntime(boolean signed) throws Exception {
    int models = 0;
    int withTies = 0;
    Agreement all = new Agreement();
    for (int seed = 0; seed < GRAPHS; seed++) {
      Graph graph = Canonicalizer.run(RandomStages.graph(seed));
      if (graph.nodes().stream().anyMatch(n -> dividesByTensor(graph, n))) {
        continue; // their integer form multiplies with the codes of the reciprocal
      }
      List<Tensor> samples = RandomStages.samples(graph, SAMPLES, seed);
      ModelProto model = QdqWriter.write(graph, Calibration.run(graph, samples, CalibrationMethod.MIN_MAX), signed);
      QGraph imported = stage(model);
      QTensor out = imported.tensor(imported.output());
      Agreement one = new Agreement();
      try (QuantizedSession session = new QuantizedSession(model)) {
        for (Tensor sample : samples) {
          float[] y = session.run(sample);
          byte[] theirs = new byte[y.length];
          for (int i = 0; i < y.length; i++) {
            theirs[i] = (byte) (Math.rint(y[i] / out.scale()) + out.zeroPoint());
          }
          byte[] ours = StageOracle.golden(imported, sample).get(imported.output());
          all.add(ours, theirs);
          one.add(ours, theirs);
        }
      }
      models++;
      if (imported.nodes().stream().anyMatch(n -> averagesInOneScale(imported, n))) {
        withTies++; // halves round up here and to even there
      } else {
        assertThat(one.largest()).as("seed %d: %s", seed, one).isLessThanOrEqualTo(1);
        assertThat(one.exactShare()).as("seed %d: %s", seed, one).isGreaterThanOrEqualTo(0.95);
      }
    }
    assertThat(models).isGreaterThanOrEqualTo(70);
    assertThat(withTies).isLessThan(models / 10);
    assertThat(all.exactShare()).as("%s", all).isGreaterThanOrEqualTo(0.99);
  }

  /** As PyTorch's exporter writes them. */
  @Test
  void parametersMayBeConstantNodes() throws Exception {
    Graph graph = Canonicalizer.run(RandomStages.withoutFunctions(3));
    List<Tensor> samples = RandomStages.samples(graph, SAMPLES, 3);
    ModelProto model = QdqWriter.write(graph, Calibration.run(graph, samples, CalibrationMethod.MSE), false);
    GraphProto.Builder moved = model.getGraph().toBuilder().clearInitializer().clearNode();
    for (TensorProto t : model.getGraph().getInitializerList()) {
      AttributeProto value = AttributeProto.newBuilder().setName("value").setType(AttributeProto.AttributeType.TENSOR).setT(t).build();
      moved.addNode(NodeProto.newBuilder().setOpType("Constant").addOutput(t.getName()).addAttribute(value));
    }
    moved.addAllNode(model.getGraph().getNodeList());
    assertThat(stage(model.toBuilder().setGraph(moved).build()).tensors()).isEqualTo(stage(model).tensors());
  }

  private static QGraph stage(ModelProto model) {
    QuantizedModel m = QuantizedImporter.read(OnnxModel.of(model, "model.onnx", null), ImportOptions.defaults());
    return Quantizer.quantize(Canonicalizer.run(m.graph()), Ranges.none(), m.fixed()).graph();
  }

  private static boolean dividesByTensor(Graph graph, Node node) {
    return node.op() instanceof Div && graph.shape(node.input(1)).elements() > 1;
  }

  private static boolean averagesInOneScale(QGraph graph, QNode node) {
    return node.op() instanceof QAveragePool && graph.tensor(node.inputs().get(0)).scale() == graph.tensor(node.output()).scale();
  }

  private static List<String> weights(QGraph graph) {
    List<String> weights = new ArrayList<>();
    for (QNode node : graph.nodes()) {
      QOp op = node.op();
      if (op instanceof QConv c) {
        weights.add(Arrays.toString(c.weights()) + Arrays.toString(c.weightScales()) + Arrays.toString(c.bias()));
      } else if (op instanceof QLinear l) {
        weights.add(Arrays.toString(l.weights()) + Arrays.toString(l.weightScales()) + Arrays.toString(l.bias()));
      }
    }
    return weights;
  }
}
