package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.Sub;

/** N3.8. */
final class SubGolden extends BinaryGolden<Sub> {
  @Override
  float value(float a, float b) {
    return a - b;
  }

  @Override
  float gradientA(float a, float b, float y, float dy) {
    return dy;
  }

  @Override
  float gradientB(float a, float b, float y, float dy) {
    return -dy;
  }
}
