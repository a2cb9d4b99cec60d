package dev.reprise.compiler.learn;

/** Which slots of the replay memory an event overwrites (docs/numerics.md, N9.5). Ordinals are the wire and C codes. */
public enum Policy {
  RANDOM,
  RESERVOIR,
  CLASS_BALANCED,
  FIFO
}
