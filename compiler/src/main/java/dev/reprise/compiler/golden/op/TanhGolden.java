package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.golden.ElementaryFunctions;
import dev.reprise.compiler.ir.op.Tanh;

/** N3.5. */
final class TanhGolden extends ElementwiseGolden<Tanh> {
  @Override
  float value(Tanh op, float x) {
    return ElementaryFunctions.tanh(x);
  }

  @Override
  float gradient(Tanh op, float x, float y, float dy) {
    return dy * (1f - y * y);
  }
}
