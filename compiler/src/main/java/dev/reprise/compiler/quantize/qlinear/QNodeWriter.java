package dev.reprise.compiler.quantize.qlinear;

import static dev.reprise.compiler.onnx.Attributes.flag;
import static dev.reprise.compiler.onnx.Attributes.integer;
import static dev.reprise.compiler.onnx.Attributes.integers;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.onnx.TensorWriter;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QAdd;
import dev.reprise.compiler.quantize.op.QAveragePool;
import dev.reprise.compiler.quantize.op.QConcat;
import dev.reprise.compiler.quantize.op.QConstant;
import dev.reprise.compiler.quantize.op.QConv;
import dev.reprise.compiler.quantize.op.QLinear;
import dev.reprise.compiler.quantize.op.QMaxPool;
import dev.reprise.compiler.quantize.op.QMul;
import dev.reprise.compiler.quantize.op.QOp;
import dev.reprise.compiler.quantize.op.QPad;
import dev.reprise.compiler.quantize.op.QReshape;
import dev.reprise.compiler.quantize.op.QTable;
import dev.reprise.compiler.quantize.op.QTranspose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Writes integer nodes as ONNX nodes. */
final class QNodeWriter {
  private static final String MICROSOFT = "com.microsoft";
  private static final int MAX_CODE = 255;

  private final GraphProto.Builder to;
  private final QGraph graph;
  private final UnaryOperator<String> reading;

  /** @param reading the name under which a node reads a value */
  QNodeWriter(GraphProto.Builder to, QGraph graph, UnaryOperator<String> reading) {
    this.to = to;
    this.graph = graph;
    this.reading = reading;
  }

  void write(QNode node) {
    QOp op = node.op();
    if (op instanceof QConv conv) {
      conv(node, conv);
    } else if (op instanceof QLinear linear) {
      linear(node, linear);
    } else if (op instanceof QAveragePool pool) {
      averagePool(node, pool);
    } else if (op instanceof QAdd add) {
      add(node, add);
    } else if (op instanceof QMul mul) {
      clamped(node, mul.low(), mul.high(), y -> microsoft("QLinearMul", node, y));
    } else if (op instanceof QMaxPool pool) {
      node("MaxPool", read(node), node.output(), window(pool.window(), flag("ceil_mode", pool.window().ceil())));
    } else if (op instanceof QConcat concat) {
      node("Concat", read(node), node.output(), List.of(integer("axis", concat.axis())));
    } else if (op instanceof QReshape) {
      reshape(read(node).get(0), node.output(), graph.tensor(node.output()).shape());
    } else if (op instanceof QTranspose transpose) {
      node("Transpose", read(node), node.output(), List.of(integers("perm", transpose.perm())));
    } else if (op instanceof QPad pad) {
      pad(node, pad);
    } else if (op instanceof QTable table) {
      table(node, table);
    } else if (op instanceof QConstant constant) {
      String codes = constant(node.output() + "//codes", Tensor.u8(graph.tensor(node.output()).shape(), constant.codes()));
      node("Identity", List.of(codes), node.output(), List.of());
    }
  }

  private void conv(QNode node, QConv conv) {
    int kernelH = conv.window().kernel().get(0);
    int kernelW = conv.window().kernel().get(1);
    int taps = conv.weights().length / (conv.outChannels() * kernelH * kernelW);
    Shape shape = Shape.of(conv.outChannels(), taps, kernelH, kernelW);
    List<AttributeProto> attributes = window(conv.window(), integer("group", conv.groups()));
    String x = read(node).get(0);
    clamped(node, conv.low(), conv.high(), y -> qLinearConv(node, x, y, shape, conv.weights(), conv.weightScales(), conv.bias(), attributes));
  }

  /** As a convolution of one tap, because QLinearMatMul has no bias. */
  private void linear(QNode node, QLinear linear) {
    QTensor x = graph.tensor(node.inputs().get(0));
    int features = x.shape().dim(-1);
    String column = own(node, "column");
    reshape(read(node).get(0), column, Shape.of(x.shape().elements() / features, features, 1, 1));
    Shape shape = Shape.of(linear.outFeatures(), features, 1, 1);
    String convolved = own(node, "convolved");
    qLinearConv(node, column, convolved, shape, linear.weights(), linear.weightScales(), linear.bias(), List.of());
    clamped(node, linear.low(), linear.high(), y -> reshape(convolved, y, graph.tensor(node.output()).shape()));
  }

  private void qLinearConv(
      QNode node, String x, String y, Shape shape, byte[] weights, float[] scales, int[] bias, List<AttributeProto> attributes) {
    QTensor in = graph.tensor(node.inputs().get(0));
    QTensor out = graph.tensor(node.output());
    List<String> inputs =
        List.of(
            x,
            scale(own(node, "x_scale"), in),
            zeroPoint(own(node, "x_zero"), in),
            constant(own(node, "w"), new Tensor(DType.S8, shape, weights)),
            constant(own(node, "w_scale"), Tensor.f32(Shape.of(scales.length), scales)),
            constant(own(node, "w_zero"), new Tensor(DType.S8, Shape.of(scales.length), new byte[scales.length])),
            scale(own(node, "y_scale"), out),
            zeroPoint(own(node, "y_zero"), out),
            constant(own(node, "b"), new Tensor(DType.I32, Shape.of(bias.length), bias)));
    node("QLinearConv", inputs, y, attributes);
  }

  private void averagePool(QNode node, QAveragePool pool) {
    String real = own(node, "real");
    String mean = own(node, "mean");
    dequantize(node, 0, real);
    AttributeProto[] flags = {flag("ceil_mode", pool.window().ceil()), flag("count_include_pad", pool.countIncludePad())};
    node("AveragePool", List.of(real), mean, window(pool.window(), flags));
    clamped(node, pool.low(), pool.high(), y -> quantize(node, mean, y));
  }

  /** QLinearAdd; a difference, for which there is none, in float. */
  private void add(QNode node, QAdd add) {
    if (add.mb() >= 0) {
      clamped(node, add.low(), add.high(), y -> microsoft("QLinearAdd", node, y));
      return;
    }
    String a = own(node, "a");
    String b = own(node, "b");
    String difference = own(node, "difference");
    dequantize(node, 0, a);
    dequantize(node, 1, b);
    node("Sub", List.of(a, b), difference, List.of());
    clamped(node, add.low(), add.high(), y -> quantize(node, difference, y));
  }

  private void microsoft(String type, QNode node, String y) {
    List<String> inputs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      QTensor t = graph.tensor(node.inputs().get(i));
      inputs.add(read(node).get(i));
      inputs.add(scale(own(node, "scale" + i), t));
      inputs.add(zeroPoint(own(node, "zero" + i), t));
    }
    QTensor out = graph.tensor(node.output());
    inputs.add(scale(own(node, "y_scale"), out));
    inputs.add(zeroPoint(own(node, "y_zero"), out));
    to.addNode(NodeProto.newBuilder().setDomain(MICROSOFT).setOpType(type).addAllInput(inputs).addOutput(y));
  }

  private void pad(QNode node, QPad pad) {
    long[] pads = new long[2 * pad.begin().size()];
    for (int i = 0; i < pad.begin().size(); i++) {
      pads[i] = pad.begin().get(i);
      pads[pad.begin().size() + i] = pad.end().get(i);
    }
    String amounts = constant(own(node, "pads"), Tensor.i64(Shape.of(pads.length), pads));
    String code = constant(own(node, "code"), Tensor.u8(Shape.SCALAR, (byte) pad.code()));
    node("Pad", List.of(read(node).get(0), amounts, code), node.output(), List.of());
  }

  private void table(QNode node, QTable table) {
    String index = own(node, "index");
    node("Cast", read(node), index, List.of(integer("to", TensorProto.DataType.INT32_VALUE)));
    String entries = constant(own(node, "table"), Tensor.u8(Shape.of(table.table().length), table.table()));
    node("Gather", List.of(entries, index), node.output(), List.of());
  }

  /** Writes an operation and, where the fused activation narrows the codes, a Clip behind it. */
  private void clamped(QNode node, int low, int high, Consumer<String> operation) {
    if (low == 0 && high == MAX_CODE) {
      operation.accept(node.output());
      return;
    }
    String wide = own(node, "unclamped");
    operation.accept(wide);
    String min = constant(own(node, "low"), Tensor.u8(Shape.SCALAR, (byte) low));
    String max = constant(own(node, "high"), Tensor.u8(Shape.SCALAR, (byte) high));
    node("Clip", List.of(wide, min, max), node.output(), List.of());
  }

  private void dequantize(QNode node, int i, String y) {
    QTensor t = graph.tensor(node.inputs().get(i));
    node("DequantizeLinear", List.of(read(node).get(i), scale(own(node, "in_scale" + i), t), zeroPoint(own(node, "in_zero" + i), t)), y, List.of());
  }

  private void quantize(QNode node, String x, String y) {
    QTensor t = graph.tensor(node.output());
    node("QuantizeLinear", List.of(x, scale(own(node, "out_scale"), t), zeroPoint(own(node, "out_zero"), t)), y, List.of());
  }

  private void reshape(String x, String y, Shape shape) {
    long[] dims = Arrays.stream(shape.dims()).asLongStream().toArray();
    node("Reshape", List.of(x, constant(y + "//shape", Tensor.i64(Shape.of(dims.length), dims))), y, List.of());
  }

  private List<String> read(QNode node) {
    return node.inputs().stream().map(reading).toList();
  }

  private String own(QNode node, String role) {
    return node.output() + "//" + role;
  }

  private String scale(String name, QTensor t) {
    return constant(name, Tensor.f32(Shape.SCALAR, t.scale()));
  }

  private String zeroPoint(String name, QTensor t) {
    return constant(name, Tensor.u8(Shape.SCALAR, (byte) t.zeroPoint()));
  }

  private String constant(String name, Tensor value) {
    to.addInitializer(TensorWriter.write(name, value));
    return name;
  }

  private void node(String type, List<String> inputs, String output, List<AttributeProto> attributes) {
    to.addNode(NodeProto.newBuilder().setName(output + "//" + type).setOpType(type).addAllInput(inputs).addAllAttribute(attributes).addOutput(output));
  }

  private static List<AttributeProto> window(Window w, AttributeProto... more) {
    List<Integer> pads = new ArrayList<>(w.padsBegin());
    pads.addAll(w.padsEnd());
    List<AttributeProto> list = new ArrayList<>(List.of(more));
    list.add(integers("kernel_shape", w.kernel()));
    list.add(integers("strides", w.strides()));
    list.add(integers("dilations", w.dilations()));
    list.add(integers("pads", pads));
    return list;
  }
}
