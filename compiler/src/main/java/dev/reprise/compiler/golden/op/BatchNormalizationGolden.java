package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.BatchNormalization;

/** N3.16: exists only before canonicalisation; computed in double, rounded once. */
final class BatchNormalizationGolden extends InferenceOnly<BatchNormalization> {
  @Override
  public void forward(BatchNormalization op, Tensor[] in, Tensor out, Mac mac) {
    float[] x = in[0].floats();
    float[] y = out.floats();
    int channels = out.shape().rank() > 1 ? out.shape().dim(1) : 1;
    int inner = out.shape().product(Math.min(2, out.shape().rank()), out.shape().rank());
    for (int i = 0; i < y.length; i++) {
      int c = i / inner % channels;
      double scale = in[1].floats()[c] / Math.sqrt((double) in[4].floats()[c] + op.epsilon());
      y[i] = (float) ((x[i] - (double) in[3].floats()[c]) * scale + in[2].floats()[c]);
    }
  }
}
