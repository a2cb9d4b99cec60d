package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** {@link Tensor} to ONNX {@code TensorProto}, always as little-endian {@code raw_data}. */
public final class TensorWriter {
  private TensorWriter() {}

  public static TensorProto write(String name, Tensor t) {
    ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(t.shape().elements(), t.type().bytes())).order(ByteOrder.LITTLE_ENDIAN);
    switch (t.type()) {
      case F32 -> raw.asFloatBuffer().put(t.floats());
      case F64 -> raw.asDoubleBuffer().put(t.doubles());
      case U8, S8, BOOL -> raw.put(t.bytes());
      case I32 -> raw.asIntBuffer().put(t.ints());
      case I64 -> raw.asLongBuffer().put(t.longs());
    }
    TensorProto.Builder b = TensorProto.newBuilder().setName(name).setDataType(code(t.type()));
    for (int d : t.shape().dims()) {
      b.addDims(d);
    }
    return b.setRawData(ByteString.copyFrom(raw.array())).build();
  }

  /** ONNX's {@code TensorProto.DataType} number of an element type. */
  public static int code(DType type) {
    return switch (type) {
      case F32 -> TensorProto.DataType.FLOAT_VALUE;
      case F64 -> TensorProto.DataType.DOUBLE_VALUE;
      case U8 -> TensorProto.DataType.UINT8_VALUE;
      case S8 -> TensorProto.DataType.INT8_VALUE;
      case I32 -> TensorProto.DataType.INT32_VALUE;
      case I64 -> TensorProto.DataType.INT64_VALUE;
      case BOOL -> TensorProto.DataType.BOOL_VALUE;
    };
  }
}
