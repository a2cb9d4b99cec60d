package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.Add;

/** N3.8. */
final class AddGolden extends BinaryGolden<Add> {
  @Override
  float value(float a, float b) {
    return a + b;
  }

  @Override
  float gradientA(float a, float b, float y, float dy) {
    return dy;
  }

  @Override
  float gradientB(float a, float b, float y, float dy) {
    return dy;
  }
}
