package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.HardSwish;

/** N3.7. */
final class HardSwishGolden extends ElementwiseGolden<HardSwish> {
  private static final float SIXTH = 0x1.555556p-3f;
  private static final float THIRD = 0x1.555556p-2f;

  @Override
  float value(HardSwish op, float x) {
    float t = x * SIXTH + 0.5f;
    t = t < 0f ? 0f : (t > 1f ? 1f : t);
    return x * t;
  }

  @Override
  float gradient(HardSwish op, float x, float y, float dy) {
    float t = x * SIXTH + 0.5f;
    float slope = t <= 0f ? 0f : (t >= 1f ? 1f : x * THIRD + 0.5f);
    return dy * slope;
  }
}
