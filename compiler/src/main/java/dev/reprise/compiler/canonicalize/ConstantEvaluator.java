package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Values of operators on constants: what exporters leave behind of weight layouts, normalised weights and merged factors. Computed in
 * double and rounded once.
 */
final class ConstantEvaluator {
  private ConstantEvaluator() {}

  /** The result of shape {@code shape}, or null for an operator that is not evaluated here. All tensors are F32. */
  static Tensor evaluate(Op op, List<Tensor> inputs, Shape shape) {
    Tensor x = inputs.get(0);
    if (op instanceof Identity || op instanceof Reshape) {
      return x.reshaped(shape);
    } else if (op instanceof Transpose transpose) {
      return gathered(x, shape, transpose.perm().stream().mapToInt(a -> x.shape().strides()[a]).toArray());
    } else if (op instanceof Concat concat) {
      return concatenated(inputs, concat.axis(), shape);
    } else if (op instanceof Pad pad) {
      return padded(x, pad, shape);
    } else if (op instanceof Linear) {
      return linear(inputs, shape);
    }
    DoubleUnaryOperator unary = unary(op);
    if (unary != null) {
      return binary(x, Tensor.f32(Shape.SCALAR, 0), shape, (a, b) -> unary.applyAsDouble(a));
    }
    DoubleBinaryOperator binary = binary(op);
    return binary == null ? null : binary(x, inputs.get(1), shape, binary);
  }

  private static DoubleUnaryOperator unary(Op op) {
    if (op instanceof Relu) {
      return v -> v <= 0 ? 0 : v;
    } else if (op instanceof Clip clip) {
      return v -> v < clip.min() ? clip.min() : Math.min(v, clip.max());
    } else if (op instanceof Sigmoid) {
      return v -> 1 / (1 + Math.exp(-v));
    }
    return op instanceof Tanh ? Math::tanh : null;
  }

  private static DoubleBinaryOperator binary(Op op) {
    if (op instanceof Add) {
      return Double::sum;
    } else if (op instanceof Sub) {
      return (a, b) -> a - b;
    } else if (op instanceof Mul) {
      return (a, b) -> a * b;
    }
    return op instanceof Div ? (a, b) -> a / b : null;
  }

  private static Tensor binary(Tensor a, Tensor b, Shape shape, DoubleBinaryOperator f) {
    float[] left = gathered(a, shape, Broadcast.strides(a.shape(), shape)).floats();
    float[] right = gathered(b, shape, Broadcast.strides(b.shape(), shape)).floats();
    float[] out = new float[left.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) f.applyAsDouble(left[i], right[i]);
    }
    return Tensor.f32(shape, out);
  }

  /** A tensor of shape {@code shape} whose step along axis d is {@code strides[d]} elements of {@code x}. */
  private static Tensor gathered(Tensor x, Shape shape, int[] strides) {
    float[] in = x.floats();
    float[] out = new float[shape.elements()];
    int[] index = new int[shape.rank()];
    for (int i = 0; i < out.length; i++) {
      int at = 0;
      for (int d = 0; d < index.length; d++) {
        at += index[d] * strides[d];
      }
      out[i] = in[at];
      advance(index, shape);
    }
    return Tensor.f32(shape, out);
  }

  private static void advance(int[] index, Shape shape) {
    for (int d = index.length - 1; d >= 0 && ++index[d] == shape.dim(d); d--) {
      index[d] = 0;
    }
  }

  private static Tensor concatenated(List<Tensor> inputs, int axis, Shape shape) {
    float[] out = new float[shape.elements()];
    int row = shape.product(axis, shape.rank());
    int done = 0;
    for (Tensor t : inputs) {
      int part = t.shape().product(axis, shape.rank());
      for (int outer = 0; outer < shape.product(0, axis); outer++) {
        System.arraycopy(t.floats(), outer * part, out, outer * row + done, part);
      }
      done += part;
    }
    return Tensor.f32(shape, out);
  }

  private static Tensor padded(Tensor x, Pad pad, Shape shape) {
    float[] out = new float[shape.elements()];
    int[] strides = x.shape().strides();
    int[] index = new int[shape.rank()];
    for (int i = 0; i < out.length; i++) {
      int at = 0;
      boolean inside = true;
      for (int d = 0; d < index.length; d++) {
        int source = index[d] - pad.begin().get(d);
        inside &= source >= 0 && source < x.shape().dim(d);
        at += source * strides[d];
      }
      out[i] = inside ? x.floats()[at] : pad.value();
      advance(index, shape);
    }
    return Tensor.f32(shape, out);
  }

  private static Tensor linear(List<Tensor> inputs, Shape shape) {
    float[] x = inputs.get(0).floats();
    float[] w = inputs.get(1).floats();
    int features = shape.dim(-1);
    int depth = inputs.get(1).shape().dim(1);
    float[] out = new float[shape.elements()];
    for (int i = 0; i < out.length; i++) {
      double acc = inputs.size() > 2 ? inputs.get(2).floats()[i % features] : 0;
      for (int k = 0; k < depth; k++) {
        acc += (double) x[i / features * depth + k] * w[i % features * depth + k];
      }
      out[i] = (float) acc;
    }
    return Tensor.f32(shape, out);
  }
}
