package dev.reprise.compiler.learn;

/** Learning-rate schedule over the steps of one event (docs/numerics.md, N5.4). Ordinals are the wire and C codes. */
public enum Schedule {
  CONSTANT,
  STEP,
  COSINE
}
