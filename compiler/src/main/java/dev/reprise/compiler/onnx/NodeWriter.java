package dev.reprise.compiler.onnx;

import static dev.reprise.compiler.onnx.Attributes.flag;
import static dev.reprise.compiler.onnx.Attributes.integer;
import static dev.reprise.compiler.onnx.Attributes.integers;
import static dev.reprise.compiler.onnx.Attributes.real;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Gemm;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes the nodes of one graph. Operators without attributes are written under their own name; the others have an entry in the table. */
final class NodeWriter {
  /** Writes one node of operator {@code O}. */
  private interface Encoding<O extends Op> {
    void write(NodeWriter to, Node node, O op);
  }

  private static final Map<Class<? extends Op>, Encoding<? extends Op>> ENCODINGS = new LinkedHashMap<>();

  static {
    encode(Conv.class, (w, n, op) -> w.add(n, "Conv", n.inputs(), w.window(op.window(), integer("group", op.groups()))));
    encode(MaxPool.class, (w, n, op) -> w.add(n, "MaxPool", n.inputs(), w.window(op.window(), flag("ceil_mode", op.window().ceil()))));
    encode(AveragePool.class, (w, n, op) -> w.averagePool(n, op));
    encode(BatchNormalization.class, (w, n, op) -> w.add(n, "BatchNormalization", n.inputs(), List.of(real("epsilon", op.epsilon()))));
    encode(Gemm.class, (w, n, op) -> w.add(n, "Gemm", n.inputs(), gemm(op)));
    encode(Linear.class, (w, n, op) -> w.linear(n));
    encode(LeakyRelu.class, (w, n, op) -> w.add(n, "LeakyRelu", n.inputs(), List.of(real("alpha", op.alpha()))));
    encode(HardSigmoid.class, (w, n, op) -> w.add(n, "HardSigmoid", n.inputs(), List.of(real("alpha", op.alpha()), real("beta", op.beta()))));
    encode(HardSwish.class, (w, n, op) -> w.hardSwish(n));
    encode(Clip.class, (w, n, op) -> w.clip(n, op));
    encode(Concat.class, (w, n, op) -> w.add(n, "Concat", n.inputs(), List.of(integer("axis", op.axis()))));
    encode(Softmax.class, (w, n, op) -> w.add(n, "Softmax", n.inputs(), List.of(integer("axis", op.axis()))));
    encode(LogSoftmax.class, (w, n, op) -> w.add(n, "LogSoftmax", n.inputs(), List.of(integer("axis", op.axis()))));
    encode(Transpose.class, (w, n, op) -> w.add(n, "Transpose", n.inputs(), List.of(integers("perm", op.perm()))));
    encode(Reshape.class, (w, n, op) -> w.add(n, "Reshape", List.of(n.input(0), w.longs(n, "shape", op.shape().dims())), List.of()));
    encode(Pad.class, (w, n, op) -> w.pad(n, op));
    encode(ReduceMean.class, (w, n, op) -> w.reduceMean(n, op));
  }

  private final GraphProto.Builder to;
  private final Graph graph;
  private final int opset;

  NodeWriter(GraphProto.Builder to, Graph graph, int opset) {
    this.to = to;
    this.graph = graph;
    this.opset = opset;
  }

  private static <O extends Op> void encode(Class<O> op, Encoding<O> encoding) {
    ENCODINGS.put(op, encoding);
  }

  void write(Node node) {
    @SuppressWarnings("unchecked") // encode() pairs each class with an encoding of that class
    Encoding<Op> encoding = (Encoding<Op>) ENCODINGS.get(node.op().getClass());
    if (encoding == null) {
      add(node, node.op().kind(), node.inputs(), List.of());
    } else {
      encoding.write(this, node, node.op());
    }
  }

  private void add(Node node, String type, List<String> inputs, List<AttributeProto> attributes) {
    add(node.name(), type, inputs, attributes, node.outputs());
  }

  private void add(String name, String type, List<String> inputs, List<AttributeProto> attributes, List<String> outputs) {
    int n = inputs.size();
    while (n > 0 && inputs.get(n - 1).isEmpty()) {
      n--;
    }
    to.addNode(
        NodeProto.newBuilder()
            .setName(name)
            .setOpType(type)
            .addAllInput(inputs.subList(0, n))
            .addAllAttribute(attributes)
            .addAllOutput(outputs));
  }

  /** A value that only the written model has; distinct because value names of the graph are and the role is part of it. */
  private String own(Node node, String role) {
    String name = node.output() + "//" + role;
    return graph.type(name) == null ? name : own(node, role + "_");
  }

  private String constant(Node node, String role, Tensor value) {
    String name = own(node, role);
    to.addInitializer(TensorWriter.write(name, value));
    return name;
  }

  private String longs(Node node, String role, int[] values) {
    long[] wide = java.util.Arrays.stream(values).asLongStream().toArray();
    return constant(node, role, Tensor.i64(Shape.of(wide.length), wide));
  }

  private List<AttributeProto> window(Window w, AttributeProto... more) {
    List<Integer> pads = new ArrayList<>(w.padsBegin());
    pads.addAll(w.padsEnd());
    List<AttributeProto> list = new ArrayList<>(List.of(integers("kernel_shape", w.kernel()), integers("strides", w.strides()), integers("pads", pads)));
    if (w.dilations().stream().anyMatch(d -> d != 1)) {
      list.add(integers("dilations", w.dilations()));
    }
    list.addAll(List.of(more));
    return list;
  }

  private void averagePool(Node n, AveragePool op) {
    AttributeProto include = flag("count_include_pad", op.countIncludePad());
    add(n, "AveragePool", n.inputs(), window(op.window(), flag("ceil_mode", op.window().ceil()), include));
  }

  private static List<AttributeProto> gemm(Gemm op) {
    return List.of(real("alpha", op.alpha()), real("beta", op.beta()), flag("transA", op.transA()), flag("transB", op.transB()));
  }

  /** Gemm takes matrices only; other ranks become MatMul with the transposed weights, and Add. */
  private void linear(Node n) {
    if (graph.shape(n.input(0)).rank() == 2) {
      add(n, "Gemm", n.inputs(), List.of(flag("transB", true)));
      return;
    }
    String transposed = own(n, "transposed");
    add(n.name() + "/transpose", "Transpose", List.of(n.input(1)), List.of(integers("perm", List.of(1, 0))), List.of(transposed));
    if (!n.hasInput(2)) {
      add(n, "MatMul", List.of(n.input(0), transposed), List.of());
      return;
    }
    String product = own(n, "product");
    add(n.name() + "/matmul", "MatMul", List.of(n.input(0), transposed), List.of(), List.of(product));
    add(n, "Add", List.of(product, n.input(2)), List.of());
  }

  /** HardSwish itself came with opset 14. */
  private void hardSwish(Node n) {
    String gate = own(n, "gate");
    List<AttributeProto> sixth = List.of(real("alpha", 1f / 6f), real("beta", 0.5f));
    add(n.name() + "/gate", "HardSigmoid", n.inputs(), sixth, List.of(gate));
    add(n, "Mul", List.of(n.input(0), gate), List.of());
  }

  private void clip(Node n, Clip op) {
    String min = op.min() == Float.NEGATIVE_INFINITY ? "" : constant(n, "min", Tensor.f32(Shape.SCALAR, op.min()));
    String max = op.max() == Float.POSITIVE_INFINITY ? "" : constant(n, "max", Tensor.f32(Shape.SCALAR, op.max()));
    add(n, "Clip", List.of(n.input(0), min, max), List.of());
  }

  private void pad(Node n, Pad op) {
    int rank = op.begin().size();
    int[] pads = new int[2 * rank];
    for (int i = 0; i < rank; i++) {
      pads[i] = op.begin().get(i);
      pads[rank + i] = op.end().get(i);
    }
    String value = constant(n, "value", Tensor.f32(Shape.SCALAR, op.value()));
    add(n, "Pad", List.of(n.input(0), longs(n, "pads", pads), value), List.of());
  }

  /** An empty list of axes means all axes to ONNX and none to the IR. */
  private void reduceMean(Node n, ReduceMean op) {
    AttributeProto keep = flag("keepdims", op.keepDims());
    if (op.axes().isEmpty()) {
      add(n, "Identity", n.inputs(), List.of());
    } else if (opset >= 18) {
      String axes = longs(n, "axes", op.axes().stream().mapToInt(Integer::intValue).toArray());
      add(n, "ReduceMean", List.of(n.input(0), axes), List.of(keep));
    } else {
      add(n, "ReduceMean", n.inputs(), List.of(integers("axes", op.axes()), keep));
    }
  }
}
