package dev.reprise.compiler.tile;

import java.util.Map;

/** The kernels as plain loops for one sample, in the documented order of accumulation. Arrays by the names x, y, w, b; b may be null. */
final class PlainKernels {
  private PlainKernels() {}

  static void run(String kernel, Map<String, ? extends Number> g, Map<String, float[]> t) {
    String step = kernel.replaceFirst("_xpulp$", "").replaceFirst("^.*_f32_", "");
    if (kernel.contains("linear")) {
      linear(step, g.get("rows").intValue(), g.get("k").intValue(), g.get("m").intValue(), g.containsKey("begun"), t);
    } else {
      conv(step, g, g.get("pad_top").intValue(), g.containsKey("begun"), t);
    }
  }

  private static void linear(String step, int rows, int k, int m, boolean begun, Map<String, float[]> t) {
    float[] x = t.get("x");
    float[] y = t.get("y");
    float[] w = t.get("w");
    float[] b = t.get("b");
    for (int r = 0; r < rows; r++) {
      if (step.equals("fw")) {
        for (int j = 0; j < m; j++) {
          float sum = begun ? y[r * m + j] : b == null ? 0 : b[j];
          for (int i = 0; i < k; i++) {
            sum += x[r * k + i] * w[j * k + i];
          }
          y[r * m + j] = sum;
        }
      } else if (step.equals("bw_input")) {
        for (int i = 0; i < k; i++) {
          float sum = begun ? x[r * k + i] : 0;
          for (int j = 0; j < m; j++) {
            sum += y[r * m + j] * w[j * k + i];
          }
          x[r * k + i] = sum;
        }
      } else {
        for (int j = 0; j < m; j++) {
          for (int i = 0; i < k; i++) {
            w[j * k + i] += y[r * m + j] * x[r * k + i];
          }
          if (b != null) {
            b[j] += y[r * m + j];
          }
        }
      }
    }
  }

  private static void conv(String step, Map<String, ? extends Number> g, int padTop, boolean begun, Map<String, float[]> t) {
    int groups = g.get("groups").intValue();
    int in = g.get("c_in").intValue() / groups;
    int out = g.get("c_out").intValue() / groups;
    int hi = g.get("h_in").intValue();
    int wi = g.get("w_in").intValue();
    int ho = g.get("h_out").intValue();
    int wo = g.get("w_out").intValue();
    int kh = g.get("k_h").intValue();
    int kw = g.get("k_w").intValue();
    float[] x = t.get("x");
    float[] y = t.get("y");
    float[] w = t.get("w");
    float[] b = t.get("b");
    boolean forward = step.equals("fw");
    boolean input = step.equals("bw_input");
    if (forward && !begun) {
      for (int i = 0; i < y.length; i++) {
        y[i] = b == null ? 0 : b[i / (ho * wo)];
      }
    } else if (input && !begun) {
      java.util.Arrays.fill(x, 0);
    } else if (!forward && !input && b != null) {
      for (int i = 0; i < y.length; i++) {
        b[i / (ho * wo)] += y[i];
      }
    }
    // one order serves all three: each sum meets its products in the order that N2.1 - N2.3 ask for
    for (int group = 0; group < groups; group++) {
      for (int o = 0; o < out; o++) {
        for (int i = 0; i < in; i++) {
          for (int ky = 0; ky < kh; ky++) {
            for (int kx = 0; kx < kw; kx++) {
              int tap = (((group * out + o) * in + i) * kh + ky) * kw + kx;
              for (int r = 0; r < ho; r++) {
                int row = r * g.get("stride_h").intValue() + ky * g.get("dilation_h").intValue() - padTop;
                for (int c = 0; c < wo && row >= 0 && row < hi; c++) {
                  int column = c * g.get("stride_w").intValue() + kx * g.get("dilation_w").intValue() - g.get("pad_left").intValue();
                  if (column < 0 || column >= wi) {
                    continue;
                  }
                  int at = ((group * in + i) * hi + row) * wi + column;
                  int to = ((group * out + o) * ho + r) * wo + c;
                  if (forward) {
                    y[to] += x[at] * w[tap];
                  } else if (input) {
                    x[at] += y[to] * w[tap];
                  } else {
                    w[tap] += y[to] * x[at];
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}
