package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.GlobalAveragePool;

/** N3.10 with one window over the whole plane. */
final class GlobalAveragePoolGolden implements OperatorGolden<GlobalAveragePool> {
  @Override
  public void forward(GlobalAveragePool op, Tensor[] in, Tensor out, Mac mac) {
    float[] x = in[0].floats();
    float[] y = out.floats();
    int count = in[0].shape().product(2, in[0].shape().rank());
    for (int i = 0; i < y.length; i++) {
      float acc = 0f;
      for (int k = 0; k < count; k++) {
        acc = acc + x[i * count + k];
      }
      y[i] = acc * (1f / count);
    }
  }

  @Override
  public void backward(GlobalAveragePool op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    int count = in[0].shape().product(2, in[0].shape().rank());
    for (int i = 0; i < din[0].length; i++) {
      din[0][i] = din[0][i] + dy[i / count] * (1f / count);
    }
  }
}
