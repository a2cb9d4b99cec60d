package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Conv;
import java.util.Arrays;

/** N2.1 to N2.4; each direction is another body of the loop nest of {@link ConvNest}. */
final class ConvGolden implements OperatorGolden<Conv> {
  @Override
  public void forward(Conv op, Tensor[] in, Tensor out, Mac mac) {
    ConvNest nest = ConvNest.of(op.window(), op.groups(), in[0].shape(), out.shape());
    float[] x = in[0].floats();
    float[] w = in[1].floats();
    float[] y = out.floats();
    int channels = out.shape().dim(1);
    Tensor bias = OperatorGolden.optional(in, 2);
    if (bias != null) {
      for (int plane = 0; plane < out.shape().dim(0) * channels; plane++) {
        Arrays.fill(y, plane * nest.outSize(), (plane + 1) * nest.outSize(), bias.floats()[plane % channels]);
      }
    }
    if (PointwiseConv.fits(nest)) {
      PointwiseConv.of(nest).forward(x, w, y, mac);
    } else {
      nest.walk((k, n, xo, yo) -> mac.axpy(n, w[k], x, xo, nest.xStep(), y, yo, 1));
    }
  }

  @Override
  public void backward(Conv op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    ConvNest nest = ConvNest.of(op.window(), op.groups(), in[0].shape(), out.shape());
    float[] x = in[0].floats();
    float[] w = in[1].floats();
    boolean pointwise = PointwiseConv.fits(nest);
    if (din[0] != null && pointwise) {
      PointwiseConv.of(nest).inputGradient(dy, w, din[0], mac);
    } else if (din[0] != null) {
      nest.walk((k, n, xo, yo) -> mac.axpy(n, w[k], dy, yo, 1, din[0], xo, nest.xStep()));
    }
    if (din[1] != null && pointwise) {
      PointwiseConv.of(nest).weightGradient(x, dy, din[1], mac);
    } else if (din[1] != null) {
      nest.walk((k, n, xo, yo) -> din[1][k] = mac.dot(din[1][k], n, dy, yo, 1, x, xo, nest.xStep()));
    }
    float[] db = OperatorGolden.optional(din, 2);
    if (db != null) {
      int channels = out.shape().dim(1);
      for (int i = 0; i < dy.length; i++) {
        int channel = i / nest.outSize() % channels;
        db[channel] = db[channel] + dy[i];
      }
    }
  }
}
