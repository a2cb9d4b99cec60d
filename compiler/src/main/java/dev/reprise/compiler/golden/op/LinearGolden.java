package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Linear;

/** N2.1 to N2.4; rows are the leading axes of the input. */
final class LinearGolden implements OperatorGolden<Linear> {
  @Override
  public void forward(Linear op, Tensor[] in, Tensor out, Mac mac) {
    int m = in[1].shape().dim(0);
    int k = in[1].shape().dim(1);
    float[] x = in[0].floats();
    float[] w = in[1].floats();
    float[] y = out.floats();
    Tensor bias = OperatorGolden.optional(in, 2);
    for (int i = 0; i < y.length; i++) {
      int row = i / m;
      int feature = i % m;
      y[i] = mac.dot(bias == null ? 0f : bias.floats()[feature], k, x, row * k, 1, w, feature * k, 1);
    }
  }

  @Override
  public void backward(Linear op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    int m = in[1].shape().dim(0);
    int k = in[1].shape().dim(1);
    float[] db = OperatorGolden.optional(din, 2);
    for (int i = 0; i < dy.length; i++) {
      int row = i / m;
      int feature = i % m;
      if (din[0] != null) {
        mac.axpy(k, dy[i], in[1].floats(), feature * k, 1, din[0], row * k, 1);
      }
      if (din[1] != null) {
        mac.axpy(k, dy[i], in[0].floats(), row * k, 1, din[1], feature * k, 1);
      }
      if (db != null) {
        db[feature] = db[feature] + dy[i];
      }
    }
  }
}
