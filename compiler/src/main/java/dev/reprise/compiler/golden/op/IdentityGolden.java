package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.Identity;

/** N3.15. */
final class IdentityGolden extends ElementwiseGolden<Identity> {
  @Override
  float value(Identity op, float x) {
    return x;
  }

  @Override
  float gradient(Identity op, float x, float y, float dy) {
    return dy;
  }
}
