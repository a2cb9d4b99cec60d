package dev.reprise.compiler.quantize.qlinear;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.quantize.QuantizationError;
import dev.reprise.compiler.quantize.WeightCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A constant of codes in real numbers.
 *
 * @param values {@code scale*(code - zero point)}, rounded once to binary32
 * @param weightCodes the codes themselves, output channel first; for a matrix with one scale, whose channels may be its rows or its columns,
 *     both ways; none for biases
 * @param fitsSigned whether every code less its zero point fits signed 8 bits; otherwise {@code weightCodes} are meaningless
 */
record DequantizedConstant(Tensor values, List<WeightCodes> weightCodes, boolean fitsSigned) {
  /**
   * @param name for diagnostics
   * @param scale one, or one for each index along {@code axis}
   * @param zero zero points as {@code scale}, or null for 0
   */
  static DequantizedConstant of(OnnxNode node, String name, Tensor codes, Tensor scale, Tensor zero, int axis) {
    if (codes.type() != DType.S8 && codes.type() != DType.U8 && codes.type() != DType.I32) {
      throw node.fail(QuantizationError.ELEMENT_TYPE, name, codes.type());
    }
    Shape shape = codes.shape();
    int channels = scale.shape().elements();
    if (channels != 1 && (channels == 0 || axis >= shape.rank() || channels != shape.dim(axis))) {
      throw node.fail(QuantizationError.PARAMETERS_BAD, name, channels + " scales do not fit the shape " + shape);
    }
    if (zero != null && zero.type() != codes.type()) {
      throw node.fail(QuantizationError.ELEMENT_TYPE, "the zero point of " + name, zero.type());
    }
    if (zero != null && zero.shape().elements() != 1 && zero.shape().elements() != channels) {
      throw node.fail(QuantizationError.PARAMETERS_BAD, name, zero.shape().elements() + " zero points for " + channels + " scales");
    }
    int inner = channels == 1 ? 1 : shape.product(axis + 1, shape.rank());
    int n = shape.elements();
    float[] real = new float[n];
    byte[] signed = new byte[n];
    boolean fits = true;
    for (int i = 0; i < n; i++) {
      int channel = i / inner % channels;
      int z = zero == null ? 0 : integer(zero, zero.shape().elements() == 1 ? 0 : channel);
      int code = integer(codes, i) - z;
      if (codes.type() != DType.I32) {
        fits &= code == (byte) code;
        signed[i] = (byte) code;
      }
      real[i] = code * scale.floats()[channel];
    }
    Tensor values = Tensor.f32(shape, real);
    List<WeightCodes> weights = new ArrayList<>();
    if (codes.type() != DType.I32 && shape.rank() > 1) {
      if (channels == 1 || axis == 0) {
        weights.add(new WeightCodes(real, signed, perChannel(scale.floats(), shape.dim(0))));
      }
      if (shape.rank() == 2 && (channels == 1 || axis == 1)) {
        weights.add(transposed(shape, real, signed, perChannel(scale.floats(), shape.dim(1))));
      }
    }
    return new DequantizedConstant(values, weights, fits);
  }

  private static WeightCodes transposed(Shape shape, float[] real, byte[] signed, float[] scales) {
    int rows = shape.dim(0);
    int columns = shape.dim(1);
    float[] floats = new float[real.length];
    byte[] codes = new byte[real.length];
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        floats[c * rows + r] = real[r * columns + c];
        codes[c * rows + r] = signed[r * columns + c];
      }
    }
    return new WeightCodes(floats, codes, scales);
  }

  private static float[] perChannel(float[] scales, int channels) {
    if (scales.length == channels) {
      return scales;
    }
    float[] all = new float[channels];
    Arrays.fill(all, scales[0]);
    return all;
  }

  /** Element {@code i} of an integer tensor. */
  static int integer(Tensor t, int i) {
    return switch (t.type()) {
      case S8 -> t.bytes()[i];
      case U8 -> t.bytes()[i] & 0xff;
      case I32 -> t.ints()[i];
      default -> throw new IllegalArgumentException("not integers: " + t);
    };
  }
}
