package dev.reprise.compiler.quantize.qlinear;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.quantize.QuantizationError;
import java.util.ArrayList;
import java.util.List;

/** QuantizeLinear, DequantizeLinear, and operators that take codes as they are. */
final class QdqRewrites {
  private QdqRewrites() {}

  /** The codes stand for the value; no node remains. */
  static void quantize(OnnxNode node, FloatRewrite to) {
    node.requireInputs(2, 3);
    long type = node.integer("output_dtype", 0);
    if (type != 0 && type != TensorProto.DataType.UINT8_VALUE && !node.hasInput(2)) {
      throw node.fail(QuantizationError.ELEMENT_TYPE, node.output(), "number " + type);
    }
    String x = node.input(0);
    if (to.constant(x) != null) {
      to.define(node.output(), quantized(node, to, to.constant(x)));
      return;
    }
    QParams p = Parameters.activation(node, to, 1, x);
    to.standIn(node.output(), x);
    to.code(node, node.output(), p);
  }

  /** Codes of a float constant: some exporters leave weights in float in front of QuantizeLinear. */
  private static Tensor quantized(OnnxNode node, FloatRewrite to, Tensor x) {
    Tensor scale = Parameters.scale(node, to, 1);
    Tensor zero = node.hasInput(2) ? Parameters.constant(node, to, 2) : null;
    boolean signed = zero != null && zero.type() == DType.S8;
    if (x.type() != DType.F32 || (zero != null && !signed && zero.type() != DType.U8)) {
      throw node.fail(QuantizationError.ELEMENT_TYPE, node.output(), zero == null ? x.type() : zero.type());
    }
    int axis = axis(node, x.shape());
    int channels = scale.shape().elements();
    boolean fit = channels == 1 || (axis < x.shape().rank() && channels == x.shape().dim(axis));
    if (!fit || (zero != null && zero.shape().elements() != 1 && zero.shape().elements() != channels)) {
      throw node.fail(QuantizationError.PARAMETERS_BAD, node.output(), channels + " scales do not fit the shape " + x.shape());
    }
    int inner = channels == 1 ? 1 : x.shape().product(axis + 1, x.shape().rank());
    byte[] codes = new byte[x.shape().elements()];
    for (int i = 0; i < codes.length; i++) {
      int channel = i / inner % channels;
      int z = zero == null ? 0 : DequantizedConstant.integer(zero, zero.shape().elements() == 1 ? 0 : channel);
      double code = Math.rint(x.floats()[i] / scale.floats()[channel]) + z;
      codes[i] = (byte) (signed ? Math.max(-128, Math.min(127, code)) : Math.max(0, Math.min(255, code)));
    }
    return new Tensor(signed ? DType.S8 : DType.U8, x.shape(), codes);
  }

  private static int axis(OnnxNode node, Shape shape) {
    int axis = (int) node.integer("axis", 1);
    return Math.max(0, Math.min(shape.rank() - 1, axis < 0 ? axis + shape.rank() : axis));
  }

  static void dequantize(OnnxNode node, FloatRewrite to) {
    node.requireInputs(2, 3);
    String x = node.input(0);
    Tensor codes = to.constant(x);
    if (codes != null) {
      Tensor scale = Parameters.scale(node, to, 1);
      Tensor zero = node.hasInput(2) ? Parameters.constant(node, to, 2) : null;
      DequantizedConstant w = DequantizedConstant.of(node, x, codes, scale, zero, axis(node, codes.shape()));
      to.addDequantized(node, node.output(), w, to.isWeights(node.output()));
      if (scale.shape().elements() == 1 && codes.type() != DType.I32) {
        to.fix(node, node.output(), Parameters.activation(node, to, 1, x));
      }
      return;
    }
    QParams p = Parameters.activation(node, to, 1, x);
    to.standIn(node.output(), x);
    to.code(node, x, p);
    to.fix(node, node.output(), p);
  }

  /** An operator that moves codes moves the values they stand for; all inputs have the same parameters. */
  static void move(OnnxNode node, FloatRewrite to) {
    QParams p = null;
    for (String input : node.inputs()) {
      QParams own = to.codesOf(input);
      if (own != null && p != null && !own.equals(p)) {
        throw node.fail(QuantizationError.PARAMETERS_BAD, input, "codes of different scales are joined");
      }
      p = own == null ? p : own;
    }
    to.add(node, node.type(), node.inputs().stream().map(to::real).toList());
    if (!node.type().equals("Shape")) {
      to.code(node, node.output(), p);
    }
  }

  /** Clip and Pad: their bounds or padding are codes too (inputs from 1 on, except Pad's amounts and axes). */
  static void withCodeOperands(OnnxNode node, FloatRewrite to) {
    boolean pad = node.type().equals("Pad");
    QParams p = to.codesOf(node.input(0));
    List<String> inputs = new ArrayList<>(List.of(to.real(node.input(0))));
    for (int i = 1; i < node.inputs().size(); i++) {
      boolean isCode = node.hasInput(i) && (pad ? i == 2 : true);
      inputs.add(isCode ? bound(node, to, i, p) : node.input(i));
    }
    if (pad && !node.hasInput(2)) {
      // the default is code 0, or -128 + 128 for signed codes
      throw node.fail(QuantizationError.QUANTIZED_OPERATOR, "Pad of 8-bit codes without a value");
    }
    to.add(node, node.type(), inputs);
    to.code(node, node.output(), p);
  }

  private static String bound(OnnxNode node, FloatRewrite to, int i, QParams p) {
    Tensor t = Parameters.constant(node, to, i);
    if (t.type() != DType.U8 && t.type() != DType.S8) {
      throw node.fail(QuantizationError.ELEMENT_TYPE, node.input(i), t.type());
    }
    int code = DequantizedConstant.integer(t, 0) + Parameters.signedOffset(t.type());
    return to.addConstant(node.output() + "//" + i, Tensor.f32(Shape.SCALAR, (float) p.real(code)));
  }
}
