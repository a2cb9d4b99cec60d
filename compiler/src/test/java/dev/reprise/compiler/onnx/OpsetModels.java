package dev.reprise.compiler.onnx;

import static dev.reprise.compiler.onnx.Attributes.flag;
import static dev.reprise.compiler.onnx.Attributes.integer;
import static dev.reprise.compiler.onnx.Attributes.integers;
import static dev.reprise.compiler.onnx.Attributes.real;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/** Models of one operator or one exporters' idiom each, written as the builder's opset wants them, with random geometry. */
final class OpsetModels {
  static final Map<String, BiFunction<OnnxModelBuilder, Random, String>> ALL = new LinkedHashMap<>();

  static {
    ALL.put("Conv", OpsetModels::conv);
    ALL.put("Conv auto_pad", OpsetModels::autoPadded);
    ALL.put("Conv 1-D", (b, r) -> b.node("Conv", List.of(b.input(r, 2, 3, 9), b.weights(r, 4, 3, 3)), integers("pads", List.of(2, 0))));
    ALL.put("BatchNormalization", OpsetModels::batchNormalization);
    ALL.put("Gemm", OpsetModels::gemm);
    ALL.put("MatMul", (b, r) -> b.node("MatMul", List.of(b.input(r, 2, 3, 4), b.weights(r, 4, 5))));
    ALL.put("MatMul of data", (b, r) -> b.node("MatMul", List.of(b.input(r, 2, 1, 3, 4), b.input(r, 3, 4, 2))));
    for (String type : List.of("Add", "Sub", "Mul", "Div")) {
      ALL.put(type, (b, r) -> b.node(type, List.of(b.input(r, 2, 3, 4), b.weights(r, 3, 1))));
      ALL.put(type + " of branches", (b, r) -> b.node(type, List.of(b.input(r, 2, 3), b.input(r, 2, 3))));
    }
    for (String type : List.of("Relu", "Sigmoid", "Tanh", "LeakyRelu", "HardSigmoid", "Identity", "Dropout")) {
      ALL.put(type, (b, r) -> b.node(type, List.of(b.input(r, 3, 5))));
    }
    ALL.put("LeakyRelu alpha", (b, r) -> b.node("LeakyRelu", List.of(b.input(r, 7)), real("alpha", 0.3f)));
    ALL.put("HardSigmoid alpha", (b, r) -> b.node("HardSigmoid", List.of(b.input(r, 7)), real("alpha", 0.3f), real("beta", 0.4f)));
    ALL.put("HardSwish", (b, r) -> b.opset() < 14 ? null : b.node("HardSwish", List.of(b.input(r, 3, 5))));
    ALL.put("Clip", OpsetModels::clip);
    // before opset 8 Max, Min and Sum did not broadcast
    ALL.put("Max with a bound", (b, r) -> b.opset() < 8 ? null : b.node("Max", List.of(b.scalar(-0.5f), b.input(r, 3, 4))));
    ALL.put("Min with a bound", (b, r) -> b.opset() < 8 ? null : b.node("Min", List.of(b.input(r, 3, 4), b.scalar(0.25f))));
    ALL.put("MaxPool", (b, r) -> b.node("MaxPool", List.of(b.input(r, 1, 2, 9, 8)), pool(r, b.opset() >= 10, b.opset() >= 10)));
    ALL.put("AveragePool", OpsetModels::averagePool);
    ALL.put("GlobalAveragePool", (b, r) -> b.node("GlobalAveragePool", List.of(b.input(r, 2, 3, 4, 5))));
    ALL.put("GlobalMaxPool", (b, r) -> b.node("GlobalMaxPool", List.of(b.input(r, 2, 3, 4, 5))));
    ALL.put("ReduceMean", OpsetModels::reduceMean);
    ALL.put("ReduceMean of all", (b, r) -> b.node("ReduceMean", List.of(b.input(r, 2, 3, 4)), flag("keepdims", r.nextBoolean())));
    ALL.put("Concat", (b, r) -> b.node("Concat", List.of(b.input(r, 2, 3, 2), b.weights(r, 2, 1, 2), b.input(r, 2, 2, 2)), integer("axis", 1)));
    ALL.put("Pad", OpsetModels::pad);
    ALL.put("Flatten", (b, r) -> b.node("Flatten", List.of(b.input(r, 2, 3, 4, 2)), integer("axis", r.nextInt(5))));
    ALL.put("Reshape", (b, r) -> b.node("Reshape", List.of(b.input(r, 2, 3, 4), b.longs(0, -1, 2))));
    ALL.put("Transpose", (b, r) -> b.node("Transpose", List.of(b.input(r, 2, 3, 4)), integers("perm", List.of(1, 2, 0))));
    ALL.put("Squeeze", (b, r) -> axes(b, "Squeeze", b.input(r, 2, 1, 3, 1), 1, 3));
    ALL.put("Unsqueeze", (b, r) -> axes(b, "Unsqueeze", b.input(r, 2, 3), 0, 2));
    ALL.put("Softmax", (b, r) -> b.node("Softmax", List.of(b.input(r, 2, 3, 4))));
    ALL.put("Softmax axis", (b, r) -> b.node("Softmax", List.of(b.input(r, 2, 3, 4)), integer("axis", r.nextInt(3))));
    ALL.put("LogSoftmax", (b, r) -> b.node("LogSoftmax", List.of(b.input(r, 2, 3, 4)), integer("axis", r.nextInt(3))));
    ALL.put("Sum", (b, r) -> b.opset() < 8 ? null : b.node("Sum", List.of(b.input(r, 2, 3), b.input(r, 3), b.weights(r, 2, 1))));
    ALL.put("Slice", OpsetModels::slice);
    ALL.put("Constant", (b, r) -> b.node("Add", List.of(b.input(r, 2, 3), b.node("Constant", List.of(), value(r)))));
    ALL.put("view(x.size(0), -1)", OpsetModels::viewIdiom);
    ALL.put("residual", OpsetModels::residual);
  }

  private OpsetModels() {}

  /** The model, or null where the operator is younger than the opset. */
  static ModelProto build(OnnxModelBuilder b, String name, long seed) {
    String output = ALL.get(name).apply(b, new Random(seed));
    return output == null ? null : b.build(output);
  }

  private static AttributeProto value(Random r) {
    return OnnxModelBuilder.tensor("value", OnnxModelBuilder.normal(r, 3));
  }

  private static String conv(OnnxModelBuilder b, Random r) {
    int groups = 1 + r.nextInt(3);
    int kh = 1 + r.nextInt(3);
    int kw = 1 + r.nextInt(4);
    String x = b.input(r, 1 + r.nextInt(2), groups * (1 + r.nextInt(2)), 7 + r.nextInt(4), 8);
    int channels = b.samples().get(x).shape().dim(1);
    String w = b.weights(r, groups * 2, channels / groups, kh, kw);
    List<Integer> pads = r.ints(4, 0, 3).boxed().toList();
    AttributeProto[] attributes = {
      integer("group", groups),
      integers("pads", pads),
      integers("strides", List.of(1 + r.nextInt(5), 1 + r.nextInt(2))),
      integers("dilations", List.of(1 + r.nextInt(2), 1 + r.nextInt(2)))
    };
    return b.node("Conv", r.nextBoolean() ? List.of(x, w) : List.of(x, w, b.weights(r, groups * 2)), attributes);
  }

  private static String autoPadded(OnnxModelBuilder b, Random r) {
    String mode = List.of("SAME_UPPER", "SAME_LOWER", "VALID").get(r.nextInt(3));
    List<String> inputs = List.of(b.input(r, 1, 2, 6 + r.nextInt(3), 7), b.weights(r, 3, 2, 1 + r.nextInt(3), 2));
    return b.node("Conv", inputs, OnnxModelBuilder.text("auto_pad", mode), integers("strides", List.of(1 + r.nextInt(3), 2)));
  }

  private static String batchNormalization(OnnxModelBuilder b, Random r) {
    float[] variance = {0.5f, 1.5f, 2f};
    List<String> inputs =
        List.of(b.input(r, 2, 3, 4, 1), b.weights(r, 3), b.weights(r, 3), b.weights(r, 3), b.constant(Tensor.f32(Shape.of(3), variance)));
    return b.node("BatchNormalization", inputs, real("epsilon", 0.01f), real("momentum", 0.5f));
  }

  private static String gemm(OnnxModelBuilder b, Random r) {
    boolean ta = r.nextBoolean();
    boolean tb = r.nextBoolean();
    String x = ta ? b.input(r, 4, 3) : b.input(r, 3, 4);
    String w = tb ? b.weights(r, 5, 4) : b.weights(r, 4, 5);
    String c = r.nextBoolean() ? b.weights(r, 5) : b.weights(r, 3, 1);
    return b.node("Gemm", List.of(x, w, c), flag("transA", ta), flag("transB", tb), real("alpha", 0.5f), real("beta", 2f));
  }

  private static String clip(OnnxModelBuilder b, Random r) {
    String x = b.input(r, 4, 5);
    if (b.opset() < 11) {
      return b.node("Clip", List.of(x), real("min", -0.5f), real("max", 0.75f));
    }
    return b.node("Clip", r.nextBoolean() ? List.of(x, b.scalar(-0.5f), b.scalar(0.75f)) : List.of(x, "", b.scalar(0.5f)));
  }

  private static AttributeProto[] pool(Random r, boolean ceil, boolean dilated) {
    List<Integer> kernel = List.of(2 + r.nextInt(2), 1 + r.nextInt(3));
    List<Integer> pads = IntStream.range(0, 4).map(i -> r.nextInt(kernel.get(i % 2))).boxed().toList();
    List<AttributeProto> list = new ArrayList<>(List.of(integers("kernel_shape", kernel), integers("pads", pads)));
    list.add(integers("strides", List.of(1 + r.nextInt(3), 1 + r.nextInt(4))));
    if (ceil) {
      list.add(flag("ceil_mode", r.nextBoolean()));
    }
    if (dilated) {
      list.add(integers("dilations", List.of(1 + r.nextInt(2), 1 + r.nextInt(2))));
    }
    return list.toArray(AttributeProto[]::new);
  }

  private static String averagePool(OnnxModelBuilder b, Random r) {
    List<AttributeProto> list = new ArrayList<>(List.of(pool(r, b.opset() >= 10, b.opset() >= 19)));
    list.add(flag("count_include_pad", r.nextBoolean()));
    return b.node("AveragePool", List.of(b.input(r, 1, 2, 9, 8)), list.toArray(AttributeProto[]::new));
  }

  private static String reduceMean(OnnxModelBuilder b, Random r) {
    String x = b.input(r, 2, 3, 4, 5);
    AttributeProto keep = flag("keepdims", r.nextBoolean());
    return b.opset() < 18
        ? b.node("ReduceMean", List.of(x), integers("axes", b.opset() < 11 ? List.of(2, 3) : List.of(-1, -2)), keep)
        : b.node("ReduceMean", List.of(x, b.longs(-1, 2)), keep);
  }

  private static String pad(OnnxModelBuilder b, Random r) {
    String x = b.input(r, 2, 3, 4);
    if (b.opset() < 11) {
      return b.node("Pad", List.of(x), integers("pads", List.of(0, 1, 2, 0, 0, -1)), real("value", 0.5f));
    }
    if (b.opset() < 18 || r.nextBoolean()) {
      return b.node("Pad", List.of(x, b.longs(0, 1, 2, 0, 0, -1), b.scalar(0.5f)), OnnxModelBuilder.text("mode", "constant"));
    }
    return b.node("Pad", List.of(x, b.longs(1, 2, 0, -1), "", b.longs(-1, 1)));
  }

  private static String axes(OnnxModelBuilder b, String type, String x, int first, int second) {
    return b.opset() < 13
        ? b.node(type, List.of(x), integers("axes", List.of(first, second)))
        : b.node(type, List.of(x, b.longs(first, second)));
  }

  private static String slice(OnnxModelBuilder b, Random r) {
    String x = b.input(r, 3, 6, 5);
    return b.opset() < 10
        ? b.node("Slice", List.of(x), integers("starts", List.of(1, -3)), integers("ends", List.of(4, 99)), integers("axes", List.of(1, 2)))
        : b.node("Slice", List.of(x, b.longs(1, -3), b.longs(4, Long.MAX_VALUE), b.longs(1, -1)));
  }

  /** What tracing leaves of a reshape that keeps the batch: Shape, Gather, Unsqueeze, Concat. */
  private static String viewIdiom(OnnxModelBuilder b, Random r) {
    String x = b.input(r, 3, 2, 4);
    String batch = b.node("Gather", List.of(b.node("Shape", List.of(x)), b.constant(Tensor.i64(Shape.SCALAR, 0))), integer("axis", 0));
    String row = b.opset() < 13 ? b.node("Unsqueeze", List.of(batch), integers("axes", List.of(0))) : b.node("Unsqueeze", List.of(batch, b.longs(0)));
    String target = b.node("Concat", List.of(row, b.longs(-1)), integer("axis", 0));
    return b.node("Reshape", List.of(x, target));
  }

  private static String residual(OnnxModelBuilder b, Random r) {
    String x = b.input(r, 1, 3, 6, 6);
    String branch = b.node("Conv", List.of(x, b.weights(r, 3, 3, 3, 3), b.weights(r, 3)), integers("pads", List.of(1, 1, 1, 1)));
    String sum = b.node("Relu", List.of(b.node("Add", List.of(branch, x))));
    String joined = b.node("Concat", List.of(sum, x), integer("axis", 1));
    String pooled = b.node("GlobalAveragePool", List.of(joined));
    return b.node("Gemm", List.of(b.node("Flatten", List.of(pooled)), b.weights(r, 4, 6), b.weights(r, 4)), flag("transB", true));
  }
}
