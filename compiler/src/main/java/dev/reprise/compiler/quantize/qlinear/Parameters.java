package dev.reprise.compiler.quantize.qlinear;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.quantize.QuantizationError;

/** Reads scales and zero points of quantized operators. */
final class Parameters {
  private Parameters() {}

  /** The parameters of an activation, whose scale and zero point are inputs {@code i} and {@code i+1}; signed codes become unsigned. */
  static QParams activation(OnnxNode node, FloatRewrite to, int i, String value) {
    Tensor scale = scale(node, to, i);
    Tensor zero = node.hasInput(i + 1) ? constant(node, to, i + 1) : null;
    if (scale.shape().elements() != 1 || (zero != null && zero.shape().elements() != 1)) {
      throw node.fail(QuantizationError.PARAMETERS_BAD, value, "an activation has one scale");
    }
    if (zero != null && zero.type() != DType.U8 && zero.type() != DType.S8) {
      throw node.fail(QuantizationError.ELEMENT_TYPE, value, zero.type());
    }
    int z = zero == null ? 0 : DequantizedConstant.integer(zero, 0) + signedOffset(zero.type());
    return new QParams(scale.floats()[0], z);
  }

  /** What is added to a code to make it unsigned. */
  static int signedOffset(DType type) {
    return type == DType.S8 ? 128 : 0;
  }

  /** The scales at input {@code i}: constant, positive and finite binary32 numbers. */
  static Tensor scale(OnnxNode node, FloatRewrite to, int i) {
    Tensor t = constant(node, to, i);
    if (t.type() != DType.F32) {
      throw node.fail(QuantizationError.ELEMENT_TYPE, node.input(i), t.type());
    }
    for (float s : t.floats()) {
      if (!(s > 0) || Float.isInfinite(s)) {
        throw node.fail(QuantizationError.PARAMETERS_BAD, node.input(i), "a scale is " + s);
      }
    }
    return t;
  }

  /** Input {@code i}, which must be a constant. */
  static Tensor constant(OnnxNode node, FloatRewrite to, int i) {
    Tensor t = to.constant(node.input(i));
    if (t == null) {
      throw node.fail(QuantizationError.PARAMETERS_MISSING, node.input(i));
    }
    return t;
  }
}
