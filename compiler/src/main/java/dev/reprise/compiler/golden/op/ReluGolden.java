package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.Relu;

/** N3.1. */
final class ReluGolden extends ElementwiseGolden<Relu> {
  @Override
  float value(Relu op, float x) {
    return x <= 0f ? 0f : x;
  }

  @Override
  float gradient(Relu op, float x, float y, float dy) {
    return y > 0f ? dy : 0f;
  }
}
