package dev.reprise.compiler.quantize;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.onnx.Attributes;
import dev.reprise.compiler.onnx.OnnxWriter;
import dev.reprise.compiler.onnx.TensorWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a float graph as a QDQ model, as quantization tools do: QuantizeLinear and DequantizeLinear behind every value that has a range (so
 * behind fused activations, not before them), per-channel integer weights, integer biases.
 */
final class QdqWriter {
  private final Graph graph;
  private final Ranges ranges;
  private final boolean signed;
  private final GraphProto.Builder to;
  private final Map<String, QParams> parameters = new LinkedHashMap<>();
  private final Map<String, float[]> weightScales = new HashMap<>();

  private QdqWriter(Graph graph, Ranges ranges, boolean signed) {
    this.graph = graph;
    this.ranges = ranges;
    this.signed = signed;
    this.to = OnnxWriter.write(graph).getGraph().toBuilder().clearNode().clearOutput();
  }

  /** @param signed whether activations have signed codes */
  static ModelProto write(Graph graph, Ranges ranges, boolean signed) {
    QdqWriter w = new QdqWriter(graph, ranges, signed);
    w.pair(graph.inputs().get(0));
    OnnxWriter.write(graph).getGraph().getNodeList().forEach(w::node);
    String output = graph.outputs().get(0);
    w.to.addOutput(OnnxWriter.info(output + "/dq", graph.type(output)));
    return OnnxWriter.model(w.to.build(), 22);
  }

  private void node(NodeProto proto) {
    NodeProto.Builder b = proto.toBuilder().clearInput();
    Node node = graph.nodes().stream().filter(n -> n.output().equals(proto.getOutput(0))).findFirst().orElse(null);
    boolean weighted = node != null && (node.op() instanceof Conv || node.op() instanceof Linear);
    for (int i = 0; i < proto.getInputCount(); i++) {
      String x = proto.getInput(i);
      if (weighted && graph.isConstant(x)) {
        b.addInput(i == 1 ? weights(x) : bias(x, node));
      } else if (parameters.containsKey(x)) {
        b.addInput(x + "/dq");
      } else if (graph.isConstant(x) && graph.constant(x).type() == DType.F32 && graph.shape(x).elements() > 1) {
        pair(x);
        b.addInput(x + "/dq");
      } else {
        b.addInput(x);
      }
    }
    to.addNode(b);
    if (node != null && ranges.get(node.output()) != null) {
      boolean moves = node.op() instanceof MaxPool || node.op() instanceof Reshape || node.op() instanceof Transpose;
      if (moves) {
        parameters.put(node.output(), parameters.get(node.input(0)));
      }
      pair(node.output());
    }
  }

  private void pair(String value) {
    QParams p =
        parameters.computeIfAbsent(
            value, v -> QParams.of(graph.isConstant(v) ? Range.of(graph.constant(v).floats()) : ranges.get(v)));
    String scale = constant(value + "/scale", Tensor.f32(Shape.SCALAR, p.scale()));
    byte zero = (byte) (signed ? p.zeroPoint() - 128 : p.zeroPoint());
    String zeroPoint = constant(value + "/zero", new Tensor(signed ? DType.S8 : DType.U8, Shape.SCALAR, new byte[] {zero}));
    operator("QuantizeLinear", List.of(value, scale, zeroPoint), value + "/q", List.of());
    operator("DequantizeLinear", List.of(value + "/q", scale, zeroPoint), value + "/dq", List.of());
  }

  private String weights(String name) {
    Tensor t = graph.constant(name);
    int channels = t.shape().dim(0);
    int taps = t.shape().elements() / channels;
    float[] scales = new float[channels];
    byte[] codes = new byte[t.shape().elements()];
    for (int c = 0; c < channels; c++) {
      float largest = 1e-3f;
      for (int i = c * taps; i < (c + 1) * taps; i++) {
        largest = Math.max(largest, Math.abs(t.floats()[i]));
      }
      scales[c] = largest / 127;
      for (int i = c * taps; i < (c + 1) * taps; i++) {
        codes[i] = (byte) Math.rint(t.floats()[i] / scales[c]);
      }
    }
    weightScales.put(name, scales);
    return dequantized(name, new Tensor(DType.S8, t.shape(), codes), scales, true);
  }

  private String bias(String name, Node node) {
    float input = parameters.get(node.input(0)).scale();
    float[] scales = weightScales.get(node.input(1)).clone();
    int[] codes = new int[scales.length];
    for (int c = 0; c < codes.length; c++) {
      scales[c] *= input;
      codes[c] = (int) Math.rint(graph.constant(name).floats()[c] / scales[c]);
    }
    return dequantized(name, new Tensor(DType.I32, Shape.of(codes.length), codes), scales, false);
  }

  private String dequantized(String name, Tensor codes, float[] scales, boolean withZero) {
    List<String> inputs = new ArrayList<>();
    inputs.add(constant(name + "/codes", codes));
    inputs.add(constant(name + "/scales", Tensor.f32(Shape.of(scales.length), scales)));
    if (withZero) {
      inputs.add(constant(name + "/zeros", new Tensor(DType.S8, Shape.of(scales.length), new byte[scales.length])));
    }
    operator("DequantizeLinear", inputs, name + "/dq", List.of(Attributes.integer("axis", 0)));
    return name + "/dq";
  }

  private String constant(String name, Tensor t) {
    TensorProto proto = TensorWriter.write(name, t);
    if (!to.getInitializerList().contains(proto)) {
      to.addInitializer(proto);
    }
    return name;
  }

  private void operator(String type, List<String> inputs, String output, List<AttributeProto> attributes) {
    boolean exists = to.getNodeList().stream().anyMatch(n -> n.getOutput(0).equals(output));
    if (!exists) {
      to.addNode(NodeProto.newBuilder().setName(output).setOpType(type).addAllInput(inputs).addOutput(output).addAllAttribute(attributes));
    }
  }
}
