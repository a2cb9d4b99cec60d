package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.Clip;

/** N3.3. */
final class ClipGolden extends ElementwiseGolden<Clip> {
  @Override
  float value(Clip op, float x) {
    return x < op.min() ? op.min() : (x > op.max() ? op.max() : x);
  }

  @Override
  float gradient(Clip op, float x, float y, float dy) {
    return y > op.min() && y < op.max() ? dy : 0f;
  }
}
