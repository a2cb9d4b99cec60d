package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.golden.ElementaryFunctions;
import dev.reprise.compiler.ir.op.Sigmoid;

/** N3.4. */
final class SigmoidGolden extends ElementwiseGolden<Sigmoid> {
  @Override
  float value(Sigmoid op, float x) {
    return ElementaryFunctions.sigmoid(x);
  }

  @Override
  float gradient(Sigmoid op, float x, float y, float dy) {
    return dy * (y * (1f - y));
  }
}
