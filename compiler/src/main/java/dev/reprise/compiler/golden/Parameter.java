package dev.reprise.compiler.golden;

import java.util.Arrays;

/**
 * A trained tensor with its buffers, row-major. The arrays live as long as the executor; their contents change.
 *
 * @param name of the constant in the adaptive graph
 * @param initial weights of the image
 * @param weight now
 * @param gradient accumulated over the minibatch
 * @param momentum velocity v of N5.2; null where the model has none
 */
public record Parameter(String name, float[] initial, float[] weight, float[] gradient, float[] momentum) {
  static Parameter of(String name, float[] initial, boolean momentum) {
    return new Parameter(name, initial, initial.clone(), new float[initial.length], momentum ? new float[initial.length] : null);
  }

  /** Weights of the image, no gradient, no velocity. */
  void reset() {
    System.arraycopy(initial, 0, weight, 0, weight.length);
    Arrays.fill(gradient, 0f);
    if (momentum != null) {
      Arrays.fill(momentum, 0f);
    }
  }

  /** A copy that shares nothing that changes. */
  Parameter copy() {
    return new Parameter(name, initial, weight.clone(), gradient.clone(), momentum == null ? null : momentum.clone());
  }

  /** Takes over a copy's weights and velocities; the gradient becomes +0, because no save holds it. */
  void assign(Parameter copy) {
    System.arraycopy(copy.weight, 0, weight, 0, weight.length);
    Arrays.fill(gradient, 0f);
    if (momentum != null) {
      System.arraycopy(copy.momentum, 0, momentum, 0, momentum.length);
    }
  }
}
