package dev.reprise.host.device;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;

/**
 * A learner to talk to: a device on a link, or the golden executor in this process. The requests and the states in which they are legal are
 * those of docs/link.md. Samples are codes of N6.8, {@link DeviceInfo#inputBytes} of them.
 *
 * <p>Every method throws {@link dev.reprise.compiler.diag.RepriseException} where the learner refuses or cannot be reached.
 */
public interface LearnerDevice extends AutoCloseable {
  /** As shown to the user: {@code golden}, or a link address. */
  String name();

  /** What the learner is, and its state when it was connected. */
  DeviceInfo info();

  /** Back to the weights of the image and an empty replay memory; the configuration is kept, its seed applied anew. */
  void reset();

  /**
   * @param slots of the replay memory to use, 0..M
   */
  void configure(TrainingConfig training, Policy policy, int slots);

  /**
   * Puts a sample into the replay memory (N9.1).
   *
   * @return how many slots are used now
   */
  int fill(byte[] codes, int label);

  /** Begins an event of {@code samples} new samples, which {@link #eventAdd} brings in the order 0, 1, ... */
  void eventBegin(int samples);

  /**
   * @param codes the sample; may be null from {@code index} = {@link DeviceInfo#eventLatents} on, where only the label is kept
   */
  void eventAdd(int index, int label, byte[] codes);

  /** Trains to the end of the next minibatch, or until a sample is needed. */
  TrainResult train();

  /** Answers a {@link TrainResult.NeedsSample} or {@link CommitResult.NeedsSample}; then {@link #train} or {@link #eventEnd} is called again. */
  void supply(int index, byte[] codes);

  /** Updates the replay memory (N9.5). */
  CommitResult eventEnd();

  Inference infer(byte[] codes);

  /** Checksum (N10) of a tensor; see {@link TensorKind} for {@code index}. */
  Checksum checksum(TensorKind kind, int index);

  /** All bytes of a tensor. */
  byte[] read(TensorKind kind, int index);

  /** Stores the learner's state. Returns the number of this save. */
  int save();

  /** Returns to the last save. */
  Restored restore();

  /** Begins anew with a device that has restarted (RP1832); {@link #info} then says which save it has. */
  default void reconnect() {}

  /**
   * Starts counting cycles, from 0; only in firmware that is built for it, on a board with a cycle counter.
   *
   * @return how many places there are: the kernel calls of report.json, then those of {@link ProfilePlace}
   */
  default int profileStart() {
    throw RepriseException.of(DeviceError.NO_COUNTER, name());
  }

  /** What was counted in place {@code index}. */
  default PlaceCycles profile(int index) {
    throw RepriseException.of(DeviceError.NO_COUNTER, name());
  }

  /** What went over the link; null where there is none. */
  default Traffic traffic() {
    return null;
  }

  @Override
  void close();
}
