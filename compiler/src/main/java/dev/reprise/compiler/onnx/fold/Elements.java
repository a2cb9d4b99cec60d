package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.List;

/** Elements of tensors of any type: exact as long for the integer types, exact as double for the floating ones. */
final class Elements {
  private Elements() {}

  static boolean isReal(DType type) {
    return type == DType.F32 || type == DType.F64;
  }

  /** A tensor of zeros, counted towards the bound on folding before it is made. */
  static Tensor make(OnnxNode node, ImportState state, DType type, Shape shape) {
    state.reserve(node, shape.elements());
    int n = shape.elements();
    Object data =
        switch (type) {
          case F32 -> new float[n];
          case F64 -> new double[n];
          case U8, S8, BOOL -> new byte[n];
          case I32 -> new int[n];
          case I64 -> new long[n];
        };
    return new Tensor(type, shape, data);
  }

  static double real(Tensor t, int i) {
    return switch (t.type()) {
      case F32 -> t.floats()[i];
      case F64 -> t.doubles()[i];
      default -> integer(t, i);
    };
  }

  static long integer(Tensor t, int i) {
    return switch (t.type()) {
      case F32 -> (long) t.floats()[i];
      case F64 -> (long) t.doubles()[i];
      case U8 -> t.bytes()[i] & 0xff;
      case S8, BOOL -> t.bytes()[i];
      case I32 -> t.ints()[i];
      case I64 -> t.longs()[i];
    };
  }

  static void set(Tensor t, int i, double value) {
    switch (t.type()) {
      case F32 -> t.floats()[i] = (float) value;
      case F64 -> t.doubles()[i] = value;
      case BOOL -> t.bytes()[i] = (byte) (value != 0 ? 1 : 0);
      default -> set(t, i, (long) value);
    }
  }

  /** Integers that do not fit wrap around, as in NumPy. */
  static void set(Tensor t, int i, long value) {
    switch (t.type()) {
      case F32 -> t.floats()[i] = value;
      case F64 -> t.doubles()[i] = value;
      case BOOL -> t.bytes()[i] = (byte) (value != 0 ? 1 : 0);
      case U8, S8 -> t.bytes()[i] = (byte) value;
      case I32 -> t.ints()[i] = (int) value;
      case I64 -> t.longs()[i] = value;
    }
  }

  /**
   * Fills {@code to}: the element at {@code index} of it comes from {@code from} at the sum of {@code base} and {@code index} times
   * {@code strides}.
   */
  static void gather(Tensor from, int base, int[] strides, Tensor to) {
    int[] dims = to.shape().dims();
    int[] index = new int[dims.length];
    int n = to.shape().elements();
    int source = base;
    for (int i = 0; i < n; i++) {
      System.arraycopy(from.data(), source, to.data(), i, 1);
      for (int a = dims.length - 1; a >= 0; a--) {
        source += strides[a];
        if (++index[a] < dims[a]) {
          break;
        }
        source -= strides[a] * dims[a];
        index[a] = 0;
      }
    }
  }

  /** Fails unless all tensors have one type; returns it. */
  static DType commonType(OnnxNode node, List<Tensor> in) {
    for (Tensor t : in) {
      if (t.type() != in.get(0).type()) {
        throw node.fail(OnnxError.MISFIT, "element types " + in.get(0).type() + " and " + t.type() + " differ");
      }
    }
    return in.get(0).type();
  }
}
