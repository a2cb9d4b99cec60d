package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.golden.op.ConvNest;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QConv;

/** N6.2, over the same loop nest as the float convolution; INT32 sums are exact in any order. */
final class QConvGolden implements QOperatorGolden<QConv> {
  @Override
  public void forward(QConv op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    ConvNest nest = ConvNest.of(op.window(), op.groups(), types[0].shape(), type.shape());
    int[] x = Codes.centred(in[0], types[0].zeroPoint());
    int[] acc = new int[out.length];
    int step = nest.xStep();
    nest.walk(
        (k, n, xo, yo) -> {
          int w = op.weights()[k];
          for (int i = 0; i < n; i++) {
            acc[yo + i] += w * x[xo + i * step];
          }
        });
    for (int i = 0; i < out.length; i++) {
      int channel = i / nest.outSize();
      out[i] = Codes.requantize(acc[i] + op.bias()[channel], op.requant().get(channel), type.zeroPoint(), op.low(), op.high());
    }
  }
}
