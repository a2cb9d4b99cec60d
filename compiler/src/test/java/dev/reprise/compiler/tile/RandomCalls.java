package dev.reprise.compiler.tile;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.Phase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Seeded calls of the kernels for Xpulp: strides, dilations, asymmetric pads, groups, channel multipliers, one dimension. */
final class RandomCalls {
  private static final String[] STEPS = {"fw", "bw_input", "bw_weight"};

  private RandomCalls() {}

  static Call of(long seed) {
    Random random = new Random(seed * 7919 + 3);
    String step = STEPS[(int) (seed % 3)];
    boolean bias = random.nextInt(4) > 0;
    return switch ((int) (seed / 3 % 4)) {
      case 0 -> conv("conv_pw", step, pointwise(random), bias);
      case 1 -> conv("conv_dw", step, depthwise(random), bias);
      case 2 -> conv("conv", step, general(random), bias);
      default -> linear(step, Map.of("rows", 1 + random.nextInt(5), "k", 1 + random.nextInt(40), "m", 1 + random.nextInt(30)), bias);
    };
  }

  private static Map<String, Integer> pointwise(Random r) {
    int height = 1 + r.nextInt(7);
    int width = 1 + r.nextInt(7);
    return geometry(1, 1 + r.nextInt(24), 1 + r.nextInt(24), new int[] {height, 1, 1, 1, 0, 0}, new int[] {width, 1, 1, 1, 0, 0});
  }

  private static Map<String, Integer> depthwise(Random r) {
    int multiplier = r.nextInt(3) == 0 ? 2 : 1;
    return geometry(2 + r.nextInt(20), 1, multiplier, axis(r, r.nextInt(4) == 0), axis(r, false));
  }

  private static Map<String, Integer> general(Random r) {
    int groups = r.nextInt(3) == 0 ? 2 + r.nextInt(3) : 1;
    return geometry(groups, 1 + r.nextInt(9), 1 + r.nextInt(9), axis(r, r.nextInt(4) == 0), axis(r, false));
  }

  /** Size, kernel, stride, dilation, pad before, pad behind. */
  private static int[] axis(Random r, boolean flat) {
    if (flat) {
      return new int[] {1, 1, 1, 1, 0, 0};
    }
    while (true) {
      int[] a = {1 + r.nextInt(14), 1 + r.nextInt(4), 1 + r.nextInt(3), 1 + r.nextInt(2), 0, 0};
      a[4] = r.nextInt(a[1]);
      a[5] = r.nextInt(a[1]);
      if (out(a) >= 1) {
        return a;
      }
    }
  }

  private static int out(int[] a) {
    return Math.floorDiv(a[0] + a[4] + a[5] - (a[1] - 1) * a[3] - 1, a[2]) + 1;
  }

  private static Map<String, Integer> geometry(int groups, int groupIn, int groupOut, int[] v, int[] h) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("c_in", groups * groupIn);
    m.put("h_in", v[0]);
    m.put("w_in", h[0]);
    m.put("c_out", groups * groupOut);
    m.put("h_out", out(v));
    m.put("w_out", out(h));
    m.put("k_h", v[1]);
    m.put("k_w", h[1]);
    m.put("stride_h", v[2]);
    m.put("stride_w", h[2]);
    m.put("dilation_h", v[3]);
    m.put("dilation_w", h[3]);
    m.put("pad_top", v[4]);
    m.put("pad_left", h[4]);
    m.put("groups", groups);
    return m;
  }

  static Call conv(String family, String step, Map<String, Integer> g, boolean bias) {
    int x = g.get("c_in") * g.get("h_in") * g.get("w_in");
    int y = g.get("c_out") * g.get("h_out") * g.get("w_out");
    int w = g.get("c_out") * (g.get("c_in") / g.get("groups")) * g.get("k_h") * g.get("k_w");
    return call("rp_" + family + "_f32_" + step + "_xpulp", step, new Argument.Geometry("rp_conv_geometry", new LinkedHashMap<>(g)), x, y, w, bias ? g.get("c_out") : 0);
  }

  static Call linear(String step, Map<String, Integer> g, boolean bias) {
    int x = g.get("rows") * g.get("k");
    int y = g.get("rows") * g.get("m");
    return call("rp_linear_f32_" + step + "_xpulp", step, new Argument.Geometry("rp_linear_geometry", new LinkedHashMap<>(g)), x, y, g.get("k") * g.get("m"), bias ? g.get("m") : 0);
  }

  private static Call call(String kernel, String step, Argument geometry, int x, int y, int w, int b) {
    List<Argument> a = new ArrayList<>(List.of(new Argument.Share(), geometry, new Argument.SampleCount()));
    Buffer bias = new Buffer("b", Buffer.Kind.WEIGHT, DType.F32, b, false);
    Argument absent = new Argument.Absent();
    switch (step) {
      case "fw" -> {
        a.add(pointer("x", x, true, Argument.Access.READ));
        a.add(pointer("w", w, false, Argument.Access.READ));
        a.add(b == 0 ? absent : new Argument.Pointer(bias, Argument.Access.READ));
        a.add(pointer("y", y, true, Argument.Access.WRITE));
      }
      case "bw_input" -> {
        a.add(pointer("y", y, true, Argument.Access.READ));
        a.add(pointer("w", w, false, Argument.Access.READ));
        a.add(pointer("x", x, true, Argument.Access.WRITE));
      }
      default -> {
        a.add(pointer("x", x, true, Argument.Access.READ));
        a.add(pointer("y", y, true, Argument.Access.READ));
        a.add(pointer("w", w, false, Argument.Access.READ_WRITE));
        a.add(b == 0 ? absent : new Argument.Pointer(bias, Argument.Access.READ_WRITE));
      }
    }
    return new Call(kernel, Phase.FORWARD, "node", a, 0, null);
  }

  private static Argument pointer(String name, int elements, boolean perSample, Argument.Access access) {
    return new Argument.Pointer(new Buffer(name, Buffer.Kind.ACTIVATION, DType.F32, elements, perSample), access);
  }
}
