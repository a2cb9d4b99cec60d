package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.LeakyRelu;

/** N3.2; alpha is the slope at 0. */
final class LeakyReluGolden extends ElementwiseGolden<LeakyRelu> {
  @Override
  float value(LeakyRelu op, float x) {
    return x < 0f ? x * op.alpha() : x;
  }

  @Override
  float gradient(LeakyRelu op, float x, float y, float dy) {
    return x > 0f ? dy : dy * op.alpha();
  }
}
