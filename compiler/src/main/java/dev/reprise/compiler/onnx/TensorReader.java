package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * ONNX {@code TensorProto} to {@link Tensor}. Types that the IR lacks become wider ones: float16 and bfloat16 F32, 16-bit integers I32,
 * uint32 and uint64 I64.
 */
public final class TensorReader {
  private final ExternalData external;

  /** @param external where data outside the model file may come from */
  public TensorReader(ExternalData external) {
    this.external = external;
  }

  /** @throws RepriseException at {@code place} where the tensor is malformed, too large, external and absent, or of an unknown type */
  public Tensor read(TensorProto proto, String place) {
    Shape shape = shape(proto.getDimsList(), place);
    if (proto.hasSegment()) {
      throw RepriseException.of(OnnxError.TENSOR_DATA, place, "it is segmented");
    }
    int n = shape.elements();
    int bytes = elementBytes(proto, place);
    boolean isExternal = proto.getDataLocation() == TensorProto.DataLocation.EXTERNAL;
    boolean isRaw = isExternal || proto.hasRawData();
    ByteBuffer raw = null;
    if (isRaw) {
      ByteString data = isExternal ? external.read(proto, (long) n * bytes, place) : proto.getRawData();
      count(data.size(), (long) n * bytes, "bytes", place);
      raw = data.asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
    return decode(proto, shape, n, raw, place);
  }

  private static Shape shape(List<Long> dims, String place) {
    for (long d : dims) {
      if (d < 0) {
        throw RepriseException.of(OnnxError.TENSOR_DATA, place, "dimension " + d + " is negative");
      }
    }
    Shape shape = Limits.shape(dims.stream().mapToLong(Long::longValue).toArray());
    if (shape == null) {
      throw RepriseException.of(OnnxError.TOO_LARGE, place, "a tensor of these dimensions", Limits.TENSOR_ELEMENTS);
    }
    return shape;
  }

  private static int elementBytes(TensorProto proto, String place) {
    return switch (proto.getDataType()) {
      case TensorProto.DataType.BOOL_VALUE, TensorProto.DataType.INT8_VALUE, TensorProto.DataType.UINT8_VALUE -> 1;
      case TensorProto.DataType.INT16_VALUE,
          TensorProto.DataType.UINT16_VALUE,
          TensorProto.DataType.FLOAT16_VALUE,
          TensorProto.DataType.BFLOAT16_VALUE -> 2;
      case TensorProto.DataType.FLOAT_VALUE, TensorProto.DataType.INT32_VALUE, TensorProto.DataType.UINT32_VALUE -> 4;
      case TensorProto.DataType.DOUBLE_VALUE, TensorProto.DataType.INT64_VALUE, TensorProto.DataType.UINT64_VALUE -> 8;
      default -> throw RepriseException.of(OnnxError.TENSOR_DATA, place, "element type " + typeName(proto.getDataType()) + " is not supported");
    };
  }

  private static Tensor decode(TensorProto p, Shape shape, int n, ByteBuffer raw, String place) {
    return switch (p.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE -> {
        float[] v = new float[n];
        if (raw != null) {
          raw.asFloatBuffer().get(v);
        } else {
          count(p.getFloatDataCount(), n, "values", place);
          for (int i = 0; i < n; i++) {
            v[i] = p.getFloatData(i);
          }
        }
        yield new Tensor(DType.F32, shape, v);
      }
      case TensorProto.DataType.DOUBLE_VALUE -> {
        double[] v = new double[n];
        if (raw != null) {
          raw.asDoubleBuffer().get(v);
        } else {
          count(p.getDoubleDataCount(), n, "values", place);
          for (int i = 0; i < n; i++) {
            v[i] = p.getDoubleData(i);
          }
        }
        yield new Tensor(DType.F64, shape, v);
      }
      case TensorProto.DataType.FLOAT16_VALUE, TensorProto.DataType.BFLOAT16_VALUE -> {
        IntToLongFunction bits = raw != null ? i -> raw.getShort(2 * i) & 0xffff : int32(p, n, place);
        boolean half = p.getDataType() == TensorProto.DataType.FLOAT16_VALUE;
        float[] v = new float[n];
        for (int i = 0; i < n; i++) {
          int b = (int) bits.applyAsLong(i) & 0xffff;
          v[i] = half ? HalfFloats.fromHalf(b) : HalfFloats.fromBrain(b);
        }
        yield new Tensor(DType.F32, shape, v);
      }
      case TensorProto.DataType.UINT8_VALUE -> bytes(DType.U8, shape, raw != null ? raw::get : int32(p, n, place));
      case TensorProto.DataType.INT8_VALUE -> bytes(DType.S8, shape, raw != null ? raw::get : int32(p, n, place));
      case TensorProto.DataType.BOOL_VALUE -> {
        IntToLongFunction v = raw != null ? raw::get : int32(p, n, place);
        yield bytes(DType.BOOL, shape, i -> v.applyAsLong(i) == 0 ? 0 : 1);
      }
      case TensorProto.DataType.INT16_VALUE -> ints(shape, raw != null ? i -> raw.getShort(2 * i) : int32(p, n, place));
      case TensorProto.DataType.UINT16_VALUE -> ints(shape, raw != null ? i -> raw.getShort(2 * i) & 0xffff : int32(p, n, place));
      case TensorProto.DataType.INT32_VALUE -> ints(shape, raw != null ? i -> raw.getInt(4 * i) : int32(p, n, place));
      case TensorProto.DataType.INT64_VALUE -> {
        if (raw == null) {
          count(p.getInt64DataCount(), n, "values", place);
        }
        yield longs(shape, raw != null ? i -> raw.getLong(8 * i) : p::getInt64Data);
      }
      default -> { // UINT32 and UINT64: elementBytes() lets no other type through
        if (raw == null) {
          count(p.getUint64DataCount(), n, "values", place);
        }
        boolean narrow = p.getDataType() == TensorProto.DataType.UINT32_VALUE;
        IntToLongFunction v = raw == null ? p::getUint64Data : narrow ? i -> raw.getInt(4 * i) & 0xffffffffL : i -> raw.getLong(8 * i);
        Tensor t = longs(shape, v);
        for (long x : t.longs()) {
          if (x < 0) {
            throw RepriseException.of(OnnxError.TENSOR_DATA, place, "value " + Long.toUnsignedString(x) + " is more than int64 holds");
          }
        }
        yield t;
      }
    };
  }

  private static IntToLongFunction int32(TensorProto p, int n, String place) {
    count(p.getInt32DataCount(), n, "values", place);
    return p::getInt32Data;
  }

  private static Tensor bytes(DType type, Shape shape, IntToLongFunction values) {
    byte[] v = new byte[shape.elements()];
    for (int i = 0; i < v.length; i++) {
      v[i] = (byte) values.applyAsLong(i);
    }
    return new Tensor(type, shape, v);
  }

  private static Tensor ints(Shape shape, IntToLongFunction values) {
    int[] v = new int[shape.elements()];
    for (int i = 0; i < v.length; i++) {
      v[i] = (int) values.applyAsLong(i);
    }
    return new Tensor(DType.I32, shape, v);
  }

  private static Tensor longs(Shape shape, IntToLongFunction values) {
    long[] v = new long[shape.elements()];
    for (int i = 0; i < v.length; i++) {
      v[i] = values.applyAsLong(i);
    }
    return new Tensor(DType.I64, shape, v);
  }

  private static void count(long found, long expected, String what, String place) {
    if (found != expected) {
      throw RepriseException.of(OnnxError.TENSOR_DATA, place, "it has " + found + " " + what + " instead of " + expected);
    }
  }

  /** The IR's element type that tensors of ONNX's type number are read as, or null where it is not supported. */
  public static DType storedType(int code) {
    return switch (code) {
      case TensorProto.DataType.FLOAT16_VALUE, TensorProto.DataType.BFLOAT16_VALUE -> DType.F32;
      case TensorProto.DataType.INT16_VALUE, TensorProto.DataType.UINT16_VALUE -> DType.I32;
      case TensorProto.DataType.UINT32_VALUE, TensorProto.DataType.UINT64_VALUE -> DType.I64;
      default -> exactType(code);
    };
  }

  /** {@code float16}, or {@code type 99}. */
  public static String typeName(int code) {
    TensorProto.DataType t = TensorProto.DataType.forNumber(code);
    return t == null ? "type " + code : t.name().toLowerCase(java.util.Locale.ROOT);
  }

  /** The IR's element type for ONNX's number, or null where it has none of that very type. */
  public static DType exactType(int code) {
    for (DType t : DType.values()) {
      if (TensorWriter.code(t) == code) {
        return t;
      }
    }
    return null;
  }
}
