package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.Mul;

/** N3.8. */
final class MulGolden extends BinaryGolden<Mul> {
  @Override
  float value(float a, float b) {
    return a * b;
  }

  @Override
  float gradientA(float a, float b, float y, float dy) {
    return dy * b;
  }

  @Override
  float gradientB(float a, float b, float y, float dy) {
    return dy * a;
  }
}
