package dev.reprise.compiler.golden;

import dev.reprise.compiler.learn.TrainingConfig;

/** SGD and its learning rate (docs/numerics.md, N5). */
public final class Optimizer {
  private Optimizer() {}

  /** N5.1 to N5.3 for one tensor; without momentum (mu = 0) its velocity stays as it is. */
  public static void update(Parameter parameter, TrainingConfig training, float rate) {
    float mu = training.momentum();
    float decay = training.weightDecay();
    float[] w = parameter.weight();
    float[] v = parameter.momentum();
    for (int i = 0; i < w.length; i++) {
      float g = parameter.gradient()[i];
      if (decay != 0f) {
        g = g + decay * w[i];
      }
      if (mu != 0f) {
        v[i] = mu * v[i] + g;
        g = training.nesterov() ? g + mu * v[i] : v[i];
      }
      w[i] = w[i] - rate * g;
    }
  }

  /** N5.4: the rate of step {@code step} = 0, 1, ... of {@code steps}. */
  public static float learningRate(TrainingConfig training, int step, int steps) {
    float rate = training.learningRate();
    switch (training.schedule()) {
      case CONSTANT:
        return rate;
      case STEP:
        for (int k = 0; k < step / training.stepSize(); k++) {
          rate = rate * training.gamma();
        }
        return rate;
      case COSINE:
        float least = training.minLearningRate();
        float c = ElementaryFunctions.cosPi((float) step / (float) steps);
        return least + (0.5f * (rate - least)) * (1f + c);
      default:
        throw new IllegalStateException("no such schedule: " + training.schedule());
    }
  }
}
