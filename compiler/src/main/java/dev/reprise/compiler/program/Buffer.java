package dev.reprise.compiler.program;

import dev.reprise.compiler.ir.DType;

/**
 * A piece of memory that kernel calls read and write.
 *
 * @param elements for ACTIVATION with {@code perSample}: of one sample; else of the whole buffer
 * @param perSample whether the buffer holds one copy per sample of the micro-batch
 */
public record Buffer(String name, Kind kind, DType type, int elements, boolean perSample) {
  /** Role and therefore home of a buffer. */
  public enum Kind {
    /** Constant of the frozen stage: flash. */
    CONSTANT,
    /** Trainable (or otherwise adaptive-stage) weight: RAM, initialised from flash. */
    WEIGHT,
    /** Gradient accumulator of a trainable weight: RAM, lives through a minibatch. */
    GRADIENT,
    /** Momentum of a trainable weight: RAM, lives for ever. */
    MOMENTUM,
    /** Activation or its gradient: arena, planned by lifetime. */
    ACTIVATION
  }

  /** Bytes for {@code microBatch} samples. */
  public long bytes(int microBatch) {
    return (long) elements * type.bytes() * (perSample ? microBatch : 1);
  }
}
