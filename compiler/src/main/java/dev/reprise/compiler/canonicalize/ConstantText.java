package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A constant in {@link GraphText}: its type, then its elements in row-major order; or one element and {@code ...} where all are equal; or,
 * when printing more than {@value #FULL} elements, {@code crc} and the CRC-32 of its little-endian bytes (which cannot be read back); or,
 * when parsing only, {@code random} and a seed (uniform in [-1, 1)). Floats are Java's shortest decimals, so they are read back exactly.
 */
final class ConstantText {
  private static final int FULL = 64;
  private static final Pattern TYPE = Pattern.compile("([a-z0-9]+)\\[([0-9x]+|scalar)\\]");

  private ConstantText() {}

  static String print(Tensor tensor) {
    int n = tensor.shape().elements();
    StringBuilder s = new StringBuilder(tensor.tensorType().toString());
    if (n > 1 && allEqual(tensor.data(), n)) {
      return s.append(' ').append(Array.get(tensor.data(), 0)).append(" ...").toString();
    }
    if (n > FULL) {
      return s.append(String.format(Locale.ROOT, " crc %08x", crc(tensor))).toString();
    }
    for (int i = 0; i < n; i++) {
      s.append(' ').append(Array.get(tensor.data(), i));
    }
    return s.toString();
  }

  static TensorType type(LineScanner in) {
    String word = in.word();
    Matcher m = TYPE.matcher(word);
    if (!m.matches()) {
      throw in.error("'" + word + "' is no tensor type");
    }
    int[] dims = m.group(2).equals("scalar") ? new int[0] : Arrays.stream(m.group(2).split("x")).mapToInt(Integer::parseInt).toArray();
    return new TensorType(DType.valueOf(m.group(1).toUpperCase(Locale.ROOT)), Shape.of(dims));
  }

  static Tensor parse(LineScanner in) {
    TensorType type = type(in);
    int n = type.shape().elements();
    if (in.accept("random")) {
      SplittableRandom random = new SplittableRandom(Long.parseLong(in.word()));
      float[] data = new float[n];
      for (int i = 0; i < n; i++) {
        data[i] = (float) random.nextDouble(-1, 1);
      }
      return Tensor.f32(type.shape(), data);
    }
    if (in.peek("crc")) {
      throw in.error("a constant printed as its checksum cannot be read back");
    }
    Object data =
        switch (type.type()) {
          case F32 -> new float[n];
          case F64 -> new double[n];
          case U8, S8, BOOL -> new byte[n];
          case I32 -> new int[n];
          case I64 -> new long[n];
        };
    for (int i = 0; i < n; i++) {
      if (i == 1 && in.accept("...")) {
        fillWithFirst(data, n);
        break;
      }
      set(type.type(), data, i, in.word());
    }
    return new Tensor(type.type(), type.shape(), data);
  }

  private static void set(DType type, Object data, int i, String word) {
    switch (type) {
      case F32 -> Array.setFloat(data, i, Float.parseFloat(word));
      case F64 -> Array.setDouble(data, i, Double.parseDouble(word));
      case U8, S8, BOOL -> Array.setByte(data, i, Byte.parseByte(word));
      case I32 -> Array.setInt(data, i, Integer.parseInt(word));
      case I64 -> Array.setLong(data, i, Long.parseLong(word));
    }
  }

  private static void fillWithFirst(Object data, int n) {
    for (int i = 1; i < n; i++) {
      Array.set(data, i, Array.get(data, 0));
    }
  }

  /** By boxed equality, so that -0 differs from +0 and NaN equals itself. */
  private static boolean allEqual(Object data, int n) {
    Object first = Array.get(data, 0);
    for (int i = 1; i < n; i++) {
      if (!first.equals(Array.get(data, i))) {
        return false;
      }
    }
    return true;
  }

  private static long crc(Tensor tensor) {
    int n = tensor.shape().elements();
    ByteBuffer bytes = ByteBuffer.allocate(n * tensor.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
    switch (tensor.type()) {
      case F32 -> bytes.asFloatBuffer().put(tensor.floats());
      case F64 -> bytes.asDoubleBuffer().put(tensor.doubles());
      case U8, S8, BOOL -> bytes.put(tensor.bytes());
      case I32 -> bytes.asIntBuffer().put(tensor.ints());
      case I64 -> bytes.asLongBuffer().put(tensor.longs());
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.array());
    return crc.getValue();
  }
}
