package dev.reprise.host.bench;

/**
 * One call of a kernel of the runtime.
 *
 * @param kernel its function
 * @param shape as shown to the user
 * @param geometry initialiser of its geometry
 * @param arguments C expressions after the geometry, of {@link BenchProgram}'s buffers
 * @param macs multiply-accumulates
 * @param elements most elements of a buffer that it touches
 * @param channels of output
 */
record BenchCase(String kernel, String shape, Geometry type, String geometry, String arguments, long macs, int elements, int channels) {
  /** C types of geometries. */
  enum Geometry {
    CONV("rp_conv_geometry"),
    LINEAR("rp_linear_geometry");

    private final String type;

    Geometry(String type) {
      this.type = type;
    }

    String type() {
      return type;
    }
  }

  private static final String CODES = "&output, codes, weights_s8, bias_s32, requant, codes_out";

  /** What a training kernel computes. */
  enum Step {
    FORWARD("_fw", "1, x, w, b, y"),
    INPUT_GRADIENT("_bw_input", "1, y, w, x"),
    WEIGHT_GRADIENT("_bw_weight", "1, x, y, w, b");

    private final String suffix;
    private final String arguments;

    Step(String suffix, String arguments) {
      this.suffix = suffix;
      this.arguments = arguments;
    }
  }

  /** @param family {@code conv}, {@code conv_pw} or {@code conv_dw} */
  static BenchCase conv(String family, Step step, ConvShape s) {
    return conv("rp_" + family + "_f32" + step.suffix, step.arguments, s);
  }

  static BenchCase frozenConv(String family, ConvShape s) {
    return conv("rp_" + family + "_s8", CODES, s);
  }

  private static BenchCase conv(String kernel, String arguments, ConvShape s) {
    int elements = Math.max(s.weights(), Math.max(s.inElements(), s.outElements()));
    return new BenchCase(kernel, s.toString(), Geometry.CONV, s.geometry(), arguments, s.macs(), elements, s.outChannels());
  }

  static BenchCase linear(Step step, int in, int out) {
    return linear("rp_linear_f32" + step.suffix, step.arguments, in, out);
  }

  static BenchCase frozenLinear(int in, int out) {
    return linear("rp_linear_s8", CODES, in, out);
  }

  private static BenchCase linear(String kernel, String arguments, int in, int out) {
    return new BenchCase(kernel, in + "-" + out, Geometry.LINEAR, "{1, " + in + ", " + out + "}", arguments, (long) in * out, in * out, out);
  }

  boolean isFloat() {
    return kernel.contains("_f32");
  }
}
