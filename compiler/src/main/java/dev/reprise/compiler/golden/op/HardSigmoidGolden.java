package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.HardSigmoid;

/** N3.6. */
final class HardSigmoidGolden extends ElementwiseGolden<HardSigmoid> {
  @Override
  float value(HardSigmoid op, float x) {
    float t = x * op.alpha() + op.beta();
    return t < 0f ? 0f : (t > 1f ? 1f : t);
  }

  @Override
  float gradient(HardSigmoid op, float x, float y, float dy) {
    return y > 0f && y < 1f ? dy * op.alpha() : 0f;
  }
}
