package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Conv;
import java.util.Arrays;

/**
 * N2.1 to N2.4. All three directions walk one loop nest (sample, output channel, input channel of the group, kernel row, kernel column,
 * output row); a row of output pixels is innermost. Each element still meets its terms in the documented order: an output element input
 * channel first, an input gradient output channel first, a weight gradient output row first.
 */
final class ConvGolden implements OperatorGolden<Conv> {
  /** A row of {@code n} output pixels at {@code yo} and the input pixels at {@code xo} that weight {@code k} joins them to. */
  private interface Row {
    void at(int k, int n, int xo, int yo);
  }

  @Override
  public void forward(Conv op, Tensor[] in, Tensor out, Mac mac) {
    Plane p = Plane.of(op.window(), in[0].shape(), out.shape()).flattened();
    float[] x = in[0].floats();
    float[] w = in[1].floats();
    float[] y = out.floats();
    int channels = out.shape().dim(1);
    Tensor bias = OperatorGolden.optional(in, 2);
    if (bias != null) {
      for (int plane = 0; plane < out.shape().dim(0) * channels; plane++) {
        Arrays.fill(y, plane * p.outSize(), (plane + 1) * p.outSize(), bias.floats()[plane % channels]);
      }
    }
    rows(op, in, out, p, (k, n, xo, yo) -> mac.axpy(n, w[k], x, xo, p.strideW(), y, yo, 1));
  }

  @Override
  public void backward(Conv op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    Plane p = Plane.of(op.window(), in[0].shape(), out.shape()).flattened();
    float[] x = in[0].floats();
    float[] w = in[1].floats();
    if (din[0] != null) {
      rows(op, in, out, p, (k, n, xo, yo) -> mac.axpy(n, w[k], dy, yo, 1, din[0], xo, p.strideW()));
    }
    if (din[1] != null) {
      rows(op, in, out, p, (k, n, xo, yo) -> din[1][k] = mac.dot(din[1][k], n, dy, yo, 1, x, xo, p.strideW()));
    }
    float[] db = OperatorGolden.optional(din, 2);
    if (db != null) {
      int channels = out.shape().dim(1);
      for (int i = 0; i < dy.length; i++) {
        int channel = i / p.outSize() % channels;
        db[channel] = db[channel] + dy[i];
      }
    }
  }

  private static void rows(Conv op, Tensor[] in, Tensor out, Plane p, Row row) {
    int batch = out.shape().dim(0);
    int outChannels = out.shape().dim(1);
    int inChannels = in[0].shape().dim(1);
    int perGroup = inChannels / op.groups();
    int outPerGroup = outChannels / op.groups();
    int taps = p.kernelH() * p.kernelW();
    for (int s = 0; s < batch; s++) {
      for (int oc = 0; oc < outChannels; oc++) {
        int yPlane = (s * outChannels + oc) * p.outSize();
        for (int ic = 0; ic < perGroup; ic++) {
          int xPlane = (s * inChannels + oc / outPerGroup * perGroup + ic) * p.inSize();
          int k = (oc * perGroup + ic) * taps;
          for (int kr = 0; kr < p.kernelH(); kr++) {
            for (int kc = 0; kc < p.kernelW(); kc++, k++) {
              int c = p.firstColumn(kc);
              int n = p.endColumn(kc) - c;
              for (int r = p.firstRow(kr); n > 0 && r < p.endRow(kr); r++) {
                row.at(k, n, xPlane + p.inRow(r, kr) * p.inW() + p.inColumn(c, kc), yPlane + r * p.outW() + c);
              }
            }
          }
        }
      }
    }
  }
}
