package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import com.google.protobuf.ByteString;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every element type in raw bytes and in its typed field, and the half-precision formats in full. */
class TensorReaderTest {
  private static TensorProto.Builder of(DataType type, long... dims) {
    TensorProto.Builder b = TensorProto.newBuilder().setDataType(type.getNumber());
    for (long d : dims) {
      b.addDims(d);
    }
    return b;
  }

  private static TensorProto raw(DataType type, int... bytes) {
    byte[] data = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      data[i] = (byte) bytes[i];
    }
    return of(type, 2).setRawData(ByteString.copyFrom(data)).build();
  }

  private static Tensor read(TensorProto proto) {
    return new TensorReader(new ExternalData(null)).read(proto, "test");
  }

  @Test
  void typedFields() {
    Shape two = Shape.of(2);
    assertThat(read(of(DataType.FLOAT, 2).addAllFloatData(List.of(1f, -2f)).build())).isEqualTo(Tensor.f32(two, 1, -2));
    assertThat(read(of(DataType.DOUBLE, 2).addAllDoubleData(List.of(1.0, -2.0)).build())).isEqualTo(new Tensor(DType.F64, two, new double[] {1, -2}));
    assertThat(read(of(DataType.INT64, 2).addAllInt64Data(List.of(1L, -2L)).build())).isEqualTo(Tensor.i64(two, 1, -2));
    assertThat(read(of(DataType.UINT64, 2).addAllUint64Data(List.of(1L, 2L)).build())).isEqualTo(Tensor.i64(two, 1, 2));
    assertThat(read(of(DataType.UINT32, 2).addAllUint64Data(List.of(1L, 0xffffffffL)).build())).isEqualTo(Tensor.i64(two, 1, 0xffffffffL));
    for (DataType type : List.of(DataType.INT32, DataType.INT16, DataType.UINT16)) {
      assertThat(read(of(type, 2).addAllInt32Data(List.of(1, 200)).build())).isEqualTo(new Tensor(DType.I32, two, new int[] {1, 200}));
    }
    assertThat(read(of(DataType.UINT8, 2).addAllInt32Data(List.of(1, 200)).build())).isEqualTo(Tensor.u8(two, (byte) 1, (byte) 200));
    assertThat(read(of(DataType.INT8, 2).addAllInt32Data(List.of(1, -2)).build())).isEqualTo(new Tensor(DType.S8, two, new byte[] {1, -2}));
    assertThat(read(of(DataType.BOOL, 2).addAllInt32Data(List.of(0, 5)).build())).isEqualTo(new Tensor(DType.BOOL, two, new byte[] {0, 1}));
    assertThat(read(of(DataType.FLOAT16, 2).addAllInt32Data(List.of(0x3c00, 0xc000)).build())).isEqualTo(Tensor.f32(two, 1, -2));
    assertThat(read(of(DataType.BFLOAT16, 2).addAllInt32Data(List.of(0x3f80, 0xc000)).build())).isEqualTo(Tensor.f32(two, 1, -2));
  }

  @Test
  void rawBytesAreLittleEndian() {
    Shape two = Shape.of(2);
    assertThat(read(raw(DataType.FLOAT, 0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0))).isEqualTo(Tensor.f32(two, 1, -2));
    assertThat(read(raw(DataType.INT16, 1, 0, 0xfe, 0xff))).isEqualTo(new Tensor(DType.I32, two, new int[] {1, -2}));
    assertThat(read(raw(DataType.UINT16, 1, 0, 0xfe, 0xff))).isEqualTo(new Tensor(DType.I32, two, new int[] {1, 65534}));
    assertThat(read(raw(DataType.INT32, 1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff))).isEqualTo(new Tensor(DType.I32, two, new int[] {1, -2}));
    assertThat(read(raw(DataType.UINT32, 1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff))).isEqualTo(Tensor.i64(two, 1, 0xfffffffeL));
    assertThat(read(raw(DataType.INT64, 1, 0, 0, 0, 0, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff))).isEqualTo(Tensor.i64(two, 1, -2));
    assertThat(read(raw(DataType.UINT8, 1, 200))).isEqualTo(Tensor.u8(two, (byte) 1, (byte) 200));
    assertThat(read(raw(DataType.INT8, 1, 0xfe))).isEqualTo(new Tensor(DType.S8, two, new byte[] {1, -2}));
    assertThat(read(raw(DataType.BOOL, 0, 7))).isEqualTo(new Tensor(DType.BOOL, two, new byte[] {0, 1}));
    assertThat(read(raw(DataType.FLOAT16, 0, 0x3c, 0, 0xc0))).isEqualTo(Tensor.f32(two, 1, -2));
    assertThat(read(raw(DataType.BFLOAT16, 0x80, 0x3f, 0, 0xc0))).isEqualTo(Tensor.f32(two, 1, -2));
  }

  @Test
  void whatTheWriterWritesIsReadBack() {
    Shape shape = Shape.of(2, 1);
    for (Tensor t :
        List.of(
            Tensor.f32(shape, 1.5f, Float.NaN),
            new Tensor(DType.F64, shape, new double[] {1e300, -0.0}),
            new Tensor(DType.S8, shape, new byte[] {-128, 127}),
            new Tensor(DType.U8, shape, new byte[] {-1, 1}),
            new Tensor(DType.BOOL, shape, new byte[] {0, 1}),
            new Tensor(DType.I32, shape, new int[] {Integer.MIN_VALUE, 1}),
            Tensor.i64(shape, Long.MIN_VALUE, 1),
            Tensor.zeros(Shape.of(3, 0)),
            Tensor.f32(Shape.SCALAR, 4))) {
      assertThat(read(TensorWriter.write("t", t))).isEqualTo(t);
    }
  }

  /** Against the formats' definition in double arithmetic. */
  @Test
  void allHalfAndBrainFloats() {
    for (int bits = 0; bits < 65536; bits++) {
      assertThat(HalfFloats.fromHalf(bits)).isEqualTo(Float.valueOf((float) value(bits, 5, 10)));
      assertThat(HalfFloats.fromBrain(bits)).isEqualTo(Float.valueOf((float) value(bits, 8, 7)));
    }
  }

  private static double value(int bits, int exponentBits, int fractionBits) {
    int bias = (1 << (exponentBits - 1)) - 1;
    int exponent = bits >> fractionBits & ((1 << exponentBits) - 1);
    int fraction = bits & ((1 << fractionBits) - 1);
    double sign = (bits & 0x8000) == 0 ? 1 : -1;
    if (exponent == (1 << exponentBits) - 1) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    double mantissa = Math.scalb((double) fraction, -fractionBits) + (exponent == 0 ? 0 : 1);
    return sign * mantissa * Math.pow(2, Math.max(exponent, 1) - bias);
  }

  /** Between every two neighbouring halves: below, at and above their middle; ties go to the even fraction. */
  @Test
  void roundingToHalf() {
    int checked = 0;
    for (int bits = 0; bits < 0x7bff; bits++) {
      float low = HalfFloats.fromHalf(bits);
      float high = HalfFloats.fromHalf(bits + 1);
      float middle = (low + high) / 2;
      float even = (bits & 1) == 0 ? low : high;
      assertThat(HalfFloats.roundToHalf(low)).isEqualTo(low);
      assertThat(HalfFloats.roundToHalf(middle)).isEqualTo(even);
      assertThat(HalfFloats.roundToHalf(-Math.nextDown(middle))).isEqualTo(-low);
      assertThat(HalfFloats.roundToHalf(Math.nextUp(middle))).isEqualTo(high);
      checked++;
    }
    assertThat(checked).isEqualTo(0x7bff);
    assertThat(HalfFloats.roundToHalf(65519.996f)).isEqualTo(65504f);
    assertThat(HalfFloats.roundToHalf(-65520f)).isEqualTo(Float.NEGATIVE_INFINITY);
    assertThat(HalfFloats.roundToHalf(Float.NaN)).isNaN();
  }
}
