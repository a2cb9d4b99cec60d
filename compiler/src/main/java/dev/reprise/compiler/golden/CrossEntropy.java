package dev.reprise.compiler.golden;

/** Softmax cross-entropy of one sample's logits (docs/numerics.md, N3.14). */
final class CrossEntropy {
  private CrossEntropy() {}

  /**
   * Computes the loss and its gradient.
   *
   * @param inverseBatch 1/B of N2.7
   * @param gradient of the logits, overwritten
   * @return the sample's loss
   */
  static float loss(float[] logits, int label, float inverseBatch, float[] gradient) {
    float m = logits[0];
    for (float x : logits) {
      if (x > m) {
        m = x;
      }
    }
    float sum = 0f;
    for (int i = 0; i < logits.length; i++) {
      gradient[i] = ElementaryFunctions.exp(logits[i] - m);
      sum = sum + gradient[i];
    }
    for (int i = 0; i < logits.length; i++) {
      float p = gradient[i] / sum;
      gradient[i] = (p - (i == label ? 1f : 0f)) * inverseBatch;
    }
    return ElementaryFunctions.log(sum) - (logits[label] - m);
  }
}
