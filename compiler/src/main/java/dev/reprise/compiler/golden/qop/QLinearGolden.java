package dev.reprise.compiler.golden.qop;

import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QLinear;

/** N6.2. */
final class QLinearGolden implements QOperatorGolden<QLinear> {
  @Override
  public void forward(QLinear op, QTensor[] types, byte[][] in, QTensor type, byte[] out) {
    int m = op.outFeatures();
    int k = types[0].shape().dim(-1);
    int[] x = Codes.centred(in[0], types[0].zeroPoint());
    for (int i = 0; i < out.length; i++) {
      int row = i / m;
      int feature = i % m;
      int acc = op.bias()[feature];
      for (int j = 0; j < k; j++) {
        acc += x[row * k + j] * op.weights()[feature * k + j];
      }
      out[i] = Codes.requantize(acc, op.requant().get(feature), type.zeroPoint(), op.low(), op.high());
    }
  }
}
