package dev.reprise.compiler.program;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.ir.op.Window;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Members of the geometry structures of {@code rp_geometry.h}, in declaration order. Shapes are those of batch 1: axis 0 is the sample axis and is left out.
 * 1-D windows become 2-D ones of height 1.
 */
public final class Geometries {
  /** Most axes, without the batch axis, that the shape-moving and broadcasting kernels handle. */
  public static final int MAX_AXES = 5;

  private Geometries() {}

  public static Map<String, Integer> conv(Shape in, Shape out, Window window, int groups) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("c_in", in.dim(1));
    m.put("h_in", height(in));
    m.put("w_in", in.dim(-1));
    m.put("c_out", out.dim(1));
    m.put("h_out", height(out));
    m.put("w_out", out.dim(-1));
    sliding(m, window);
    m.put("pad_top", row(window, window.padsBegin(), 0));
    m.put("pad_left", last(window.padsBegin()));
    m.put("groups", groups);
    return m;
  }

  public static Map<String, Integer> pool(Shape in, Shape out, Window window, boolean countIncludePad) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("channels", in.dim(1));
    m.put("h_in", height(in));
    m.put("w_in", in.dim(-1));
    m.put("h_out", height(out));
    m.put("w_out", out.dim(-1));
    sliding(m, window);
    m.put("pad_top", row(window, window.padsBegin(), 0));
    m.put("pad_left", last(window.padsBegin()));
    m.put("pad_bottom", row(window, window.padsEnd(), 0));
    m.put("pad_right", last(window.padsEnd()));
    m.put("count_include_pad", countIncludePad ? 1 : 0);
    return m;
  }

  private static void sliding(Map<String, Integer> m, Window window) {
    m.put("k_h", row(window, window.kernel(), 1));
    m.put("k_w", last(window.kernel()));
    m.put("stride_h", row(window, window.strides(), 1));
    m.put("stride_w", last(window.strides()));
    m.put("dilation_h", row(window, window.dilations(), 1));
    m.put("dilation_w", last(window.dilations()));
  }

  private static int height(Shape s) {
    return s.rank() == 3 ? 1 : s.dim(2);
  }

  private static int row(Window window, List<Integer> values, int whenFlat) {
    return window.spatialRank() == 1 ? whenFlat : values.get(0);
  }

  private static int last(List<Integer> values) {
    return values.get(values.size() - 1);
  }

  public static Map<String, Integer> linear(Shape in, int outFeatures) {
    Map<String, Integer> m = new LinkedHashMap<>();
    int k = in.dim(-1);
    m.put("rows", in.product(1, in.rank() - 1));
    m.put("k", k);
    m.put("m", outFeatures);
    return m;
  }

  public static Map<String, Integer> axis(int outer, int axis, int inner) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("outer", outer);
    m.put("axis", axis);
    m.put("inner", inner);
    return m;
  }

  /** Softmax-like operators over axis {@code axis} of a tensor with its batch axis. */
  public static Map<String, Integer> axis(Shape s, int axis) {
    return axis(s.product(1, axis), s.dim(axis), s.product(axis + 1, s.rank()));
  }

  /**
   * Operands {@code a} and {@code b} laid over {@code out}; an operand whose batch axis exists is stepped by sample, a constant is not.
   *
   * @param aConstant whether a is the same for all samples
   */
  public static Map<String, Integer> broadcast(Shape out, Shape a, boolean aConstant, Shape b, boolean bConstant) {
    Map<String, Integer> m = new LinkedHashMap<>();
    put(m, "dims", withoutBatch(out.dims()), 1);
    put(m, "stride_a", withoutBatch(Broadcast.strides(a, out)), 0);
    put(m, "stride_b", withoutBatch(Broadcast.strides(b, out)), 0);
    m.put("a_sample", aConstant ? 0 : a.elements());
    m.put("b_sample", bConstant ? 0 : b.elements());
    return m;
  }

  /** The copy that makes {@code Transpose(perm)} of {@code in}. */
  public static Map<String, Integer> permute(Shape in, List<Integer> perm) {
    int[] strides = in.strides();
    int[] dims = perm.stream().mapToInt(in::dim).toArray();
    int[] step = perm.stream().mapToInt(i -> strides[i]).toArray();
    Map<String, Integer> m = new LinkedHashMap<>();
    put(m, "dims", withoutBatch(dims), 1);
    put(m, "stride", withoutBatch(step), 0);
    m.put("in_sample", in.elements());
    return m;
  }

  public static Map<String, Integer> pad(Shape in, Shape out, List<Integer> begin) {
    Map<String, Integer> m = new LinkedHashMap<>();
    put(m, "dims_in", withoutBatch(in.dims()), 1);
    put(m, "dims_out", withoutBatch(out.dims()), 1);
    put(m, "begin", withoutBatch(begin.stream().mapToInt(Integer::intValue).toArray()), 0);
    return m;
  }

  /** Operand of shape {@code part} that starts at index {@code at} of axis {@code axis} of {@code joined}. */
  public static Map<String, Integer> concat(Shape part, Shape joined, int axis, int at) {
    int inner = joined.product(axis + 1, joined.rank());
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("outer", joined.product(1, axis));
    m.put("block", part.dim(axis) * inner);
    m.put("stride", joined.dim(axis) * inner);
    m.put("offset", at * inner);
    m.put("joined_sample", joined.elements());
    return m;
  }

  private static int[] withoutBatch(int[] values) {
    return java.util.Arrays.copyOfRange(values, Math.min(1, values.length), values.length);
  }

  /** Array members are named {@code name[i]}; missing leading axes are {@code filler}. */
  private static void put(Map<String, Integer> m, String name, int[] values, int filler) {
    if (values.length > MAX_AXES) {
      throw new IllegalArgumentException("more than " + MAX_AXES + " axes");
    }
    for (int i = 0; i < MAX_AXES; i++) {
      int k = i - (MAX_AXES - values.length);
      m.put(name + "[" + i + "]", k < 0 ? filler : values[k]);
    }
  }
}
