package dev.reprise.host.device;

/** What CHECKSUM and READ can look at. Ordinals are the wire codes. */
public enum TensorKind {
  /** Index: position in the order of {@code trainable}. */
  WEIGHT,
  GRADIENT,
  MOMENTUM,
  /** Packed bytes of replay slot {@code index}. */
  SLOT,
  /** Packed bytes of the last latent made. */
  LATENT,
  /** Logits of the last inference or micro-batch. */
  LOGITS,
  /** Labels of the replay memory, u16 each. */
  SLOT_LABELS
}
