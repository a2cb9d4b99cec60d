package dev.reprise.compiler.npz;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads one .npy array (format versions 1.0 to 3.0: magic, version, header length, header, data), in C or Fortran order and either byte
 * order, to a row-major tensor.
 */
public final class Npy {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final Map<String, DType> TYPES =
      Map.of("f4", DType.F32, "f8", DType.F64, "i1", DType.S8, "u1", DType.U8, "i4", DType.I32, "i8", DType.I64, "b1", DType.BOOL);
  private static final Pattern DESCR = Pattern.compile("'descr'\\s*:\\s*'([<>|=])([a-zA-Z]\\d+)'");
  private static final Pattern ANY_DESCR = Pattern.compile("'descr'\\s*:\\s*([^,}]+)");
  private static final Pattern FORTRAN = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([\\d,\\s]*)\\)");

  private Npy() {}

  /**
   * @param place file and array, for diagnostics
   * @throws RepriseException RP1791 where the bytes are not such an array, RP1792 where its type is not read, RP1793 where it is too large
   */
  public static Tensor parse(byte[] file, String place) {
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    String header = header(bytes, place);
    DType type = type(header, place);
    Matcher descr = find(DESCR, header, place);
    boolean fortran = find(FORTRAN, header, place).group(1).equals("True");
    Shape shape = shape(find(SHAPE, header, place).group(1), place);
    long size = (long) shape.elements() * type.bytes();
    if (bytes.remaining() != size) {
      throw malformed(place, bytes.remaining() + " bytes of data where " + size + " were expected");
    }
    ByteBuffer data = bytes.slice().order(descr.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    return fortran ? fromFortran(type, shape, data) : read(type, shape, data);
  }

  private static String header(ByteBuffer bytes, String place) {
    if (bytes.remaining() < 12 || !Arrays.equals(MAGIC, Arrays.copyOf(bytes.array(), MAGIC.length))) {
      throw malformed(place, "it does not start with the NumPy magic");
    }
    int version = bytes.get(6);
    if (version < 1 || version > 3) {
      throw malformed(place, "format version " + version);
    }
    bytes.position(8);
    long length = version == 1 ? bytes.getShort() & 0xffff : Integer.toUnsignedLong(bytes.getInt());
    if (length > bytes.remaining()) {
      throw malformed(place, "its header is cut off");
    }
    byte[] header = new byte[(int) length];
    bytes.get(header);
    return new String(header, StandardCharsets.UTF_8);
  }

  private static DType type(String header, String place) {
    Matcher descr = DESCR.matcher(header);
    DType type = descr.find() ? TYPES.get(descr.group(2)) : null;
    if (type == null) {
      throw RepriseException.of(NpzError.UNSUPPORTED_TYPE, place, find(ANY_DESCR, header, place).group(1).replace("'", "").strip());
    }
    return type;
  }

  private static Shape shape(String dims, String place) {
    try {
      return Shape.of(Stream.of(dims.split(",")).map(String::strip).filter(d -> !d.isEmpty()).mapToInt(Integer::parseInt).toArray());
    } catch (IllegalArgumentException e) {
      throw new RepriseException(RepriseException.of(NpzError.TOO_LARGE, place, "(" + dims + ")").diagnostic(), e);
    }
  }

  private static Tensor read(DType type, Shape shape, ByteBuffer data) {
    int n = shape.elements();
    switch (type) {
      case F32:
        float[] floats = new float[n];
        data.asFloatBuffer().get(floats);
        return new Tensor(type, shape, floats);
      case F64:
        double[] doubles = new double[n];
        data.asDoubleBuffer().get(doubles);
        return new Tensor(type, shape, doubles);
      case I32:
        int[] ints = new int[n];
        data.asIntBuffer().get(ints);
        return new Tensor(type, shape, ints);
      case I64:
        long[] longs = new long[n];
        data.asLongBuffer().get(longs);
        return new Tensor(type, shape, longs);
      default:
        byte[] single = new byte[n];
        data.get(single);
        return new Tensor(type, shape, single);
    }
  }

  /** Column-major data is the row-major data of the reversed shape, transposed. */
  private static Tensor fromFortran(DType type, Shape shape, ByteBuffer data) {
    int rank = shape.rank();
    int[] index = new int[rank];
    ByteBuffer rows = ByteBuffer.allocate(data.remaining()).order(data.order());
    int width = type.bytes();
    for (int i = 0; i < shape.elements(); i++) {
      int at = 0;
      for (int axis = rank - 1; axis >= 0; axis--) {
        at = at * shape.dim(axis) + index[axis];
      }
      rows.put(i * width, data, at * width, width);
      for (int axis = rank - 1; axis >= 0 && ++index[axis] == shape.dim(axis); axis--) {
        index[axis] = 0;
      }
    }
    return read(type, shape, rows);
  }

  private static Matcher find(Pattern pattern, String header, String place) {
    Matcher matcher = pattern.matcher(header);
    if (!matcher.find()) {
      throw malformed(place, "its header has no " + pattern.pattern().substring(0, pattern.pattern().indexOf('\\')));
    }
    return matcher;
  }

  private static RepriseException malformed(String place, String reason) {
    return RepriseException.of(NpzError.MALFORMED, place, reason);
  }
}
