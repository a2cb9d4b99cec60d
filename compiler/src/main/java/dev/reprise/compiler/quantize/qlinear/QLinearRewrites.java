package dev.reprise.compiler.quantize.qlinear;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.quantize.QuantizationError;
import java.util.ArrayList;
import java.util.List;

/** Operators that take codes with their scales and zero points and give codes: ONNX's and ONNX Runtime's. */
final class QLinearRewrites {
  private QLinearRewrites() {}

  /** x, x_scale, x_zero, w, w_scale, w_zero, y_scale, y_zero, [bias]. */
  static void conv(OnnxNode node, FloatRewrite to) {
    node.requireInputs(8, 9);
    List<String> inputs = new ArrayList<>(List.of(operand(node, to, 0), weights(node, to, 3, 0)));
    if (node.hasInput(8)) {
      inputs.add(bias(node, to, 8));
    }
    finish(node, to, "Conv", inputs, 6);
  }

  /** a, a_scale, a_zero, b, b_scale, b_zero, y_scale, y_zero. */
  static void matMul(OnnxNode node, FloatRewrite to) {
    node.requireInputs(8, 8);
    finish(node, to, "MatMul", List.of(operand(node, to, 0), weights(node, to, 3, 1)), 6);
  }

  /** a, a_scale, a_zero, b, b_scale, b_zero, [bias], [y_scale, y_zero]; without y_scale the result is float. */
  static void gemm(OnnxNode node, FloatRewrite to) {
    node.requireInputs(6, 9);
    if (node.real("alpha", 1) != 1) {
      throw node.fail(QuantizationError.QUANTIZED_OPERATOR, "QGemm with alpha");
    }
    int axis = node.flag("transB", false) ? 0 : 1;
    List<String> inputs = new ArrayList<>(List.of(operand(node, to, 0), weights(node, to, 3, axis)));
    if (node.hasInput(6)) {
      inputs.add(bias(node, to, 6));
    }
    if (node.hasInput(7)) {
      finish(node, to, "Gemm", inputs, 7);
    } else {
      to.add(node, "Gemm", inputs);
    }
  }

  /** a, a_scale, a_zero, b, b_scale, b_zero, y_scale, y_zero. */
  static void binary(OnnxNode node, FloatRewrite to, String type) {
    node.requireInputs(7, 8);
    finish(node, to, type, List.of(operand(node, to, 0), operand(node, to, 3)), 6);
  }

  /** y_scale, y_zero, then x, x_scale, x_zero of each input. */
  static void concat(OnnxNode node, FloatRewrite to) {
    node.requireInputs(5, Integer.MAX_VALUE);
    List<String> inputs = new ArrayList<>();
    for (int i = 2; i < node.inputs().size(); i += 3) {
      inputs.add(operand(node, to, i));
    }
    finish(node, to, "Concat", inputs, 0);
  }

  /** As {@link #unary}; from opset 18 on ReduceMean takes its axes as an input. */
  static void reduceMean(OnnxNode node, FloatRewrite to) {
    node.requireInputs(4, 5);
    List<String> inputs = new ArrayList<>(List.of(operand(node, to, 0)));
    long[] axes = node.integers("axes");
    boolean asInput = axes != null && node.opset() >= 18;
    if (asInput) {
      inputs.add(to.addConstant(node.output() + "//axes", Tensor.i64(Shape.of(axes.length), axes)));
    }
    QParams p = Parameters.activation(node, to, 3, node.output());
    to.add(node, "ReduceMean", inputs, asInput ? "axes" : "");
    to.code(node, node.output(), p);
  }

  /** x, x_scale, x_zero, y_scale, y_zero. */
  static void unary(OnnxNode node, FloatRewrite to, String type) {
    node.requireInputs(4, 5);
    if (node.integer("channels_last", 0) != 0) {
      throw node.fail(QuantizationError.QUANTIZED_OPERATOR, node.type() + " with channels_last");
    }
    finish(node, to, type, List.of(operand(node, to, 0)), 3);
  }

  /** The float value of the operand at inputs i (codes), i+1 (scale) and i+2 (zero point). */
  private static String operand(OnnxNode node, FloatRewrite to, int i) {
    String x = node.input(i);
    QParams p = Parameters.activation(node, to, i + 1, x);
    if (to.constant(x) != null) {
      String name = constant(node, to, i, 0, false);
      to.fix(node, name, p);
      return name;
    }
    to.code(node, x, p);
    return to.real(x);
  }

  /** As {@link #operand} for weights, with one scale or one for each index along {@code axis}. */
  private static String weights(OnnxNode node, FloatRewrite to, int i, int axis) {
    return to.constant(node.input(i)) == null ? operand(node, to, i) : constant(node, to, i, axis, true);
  }

  private static String constant(OnnxNode node, FloatRewrite to, int i, int axis, boolean asWeights) {
    String w = node.input(i);
    Tensor scale = Parameters.scale(node, to, i + 1);
    Tensor zero = node.hasInput(i + 2) ? Parameters.constant(node, to, i + 2) : null;
    DequantizedConstant c = DequantizedConstant.of(node, w, to.constant(w), scale, zero, axis);
    return to.addDequantized(node, node.output() + "//" + i + "//" + w, c, asWeights);
  }

  /** The bias at input {@code i}, whose scale is the product of those of the operands at 0 and 3. */
  private static String bias(OnnxNode node, FloatRewrite to, int i) {
    float x = Parameters.scale(node, to, 1).floats()[0];
    Tensor w = Parameters.scale(node, to, 4);
    float[] product = new float[w.floats().length];
    for (int c = 0; c < product.length; c++) {
      product[c] = x * w.floats()[c];
    }
    DequantizedConstant b =
        DequantizedConstant.of(node, node.input(i), Parameters.constant(node, to, i), Tensor.f32(w.shape(), product), null, 0);
    return to.addDequantized(node, node.output() + "//" + node.input(i), b, false);
  }

  private static void finish(OnnxNode node, FloatRewrite to, String type, List<String> inputs, int scale) {
    QParams p = Parameters.activation(node, to, scale, node.output());
    to.add(node, type, inputs, "channels_last");
    to.code(node, node.output(), p);
  }
}
