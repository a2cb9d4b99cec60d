package dev.reprise.host.verify;

import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.host.device.Checksum;
import dev.reprise.host.device.CommitResult;
import dev.reprise.host.device.DeviceInfo;
import dev.reprise.host.device.GoldenDevice;
import dev.reprise.host.device.Inference;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.Restored;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.device.TrainResult;
import java.util.ArrayList;
import java.util.List;

/**
 * A learner of its own that keeps few latents, asking for the other samples again as a device does, and whose memory a test may change: one
 * bit of a tensor from a step on.
 */
class TamperedDevice implements LearnerDevice {
  private final GoldenDevice inner;
  private final int kept;
  private final TensorKind kind;
  private final int index;
  private final int element;
  private final int fromStep;
  private final List<Integer> labels = new ArrayList<>();
  private final List<byte[]> supplied = new ArrayList<>();
  private int steps;

  /** @param kind null changes nothing */
  TamperedDevice(GoldenDevice inner, int kept, TensorKind kind, int index, int element, int fromStep) {
    this.inner = inner;
    this.kept = kept;
    this.kind = kind;
    this.index = index;
    this.element = element;
    this.fromStep = fromStep;
  }

  @Override
  public String name() {
    return "tampered";
  }

  @Override
  public DeviceInfo info() {
    DeviceInfo i = inner.info();
    return new DeviceInfo(
        i.modelHash(), i.accumulate(), 0, i.momentum(), i.inputBytes(), i.classes(), i.slots(), i.eventMax(), kept, i.bits(), i.tensors(), 0, 0, 0);
  }

  @Override
  public void reset() {
    inner.reset();
  }

  @Override
  public void configure(TrainingConfig training, Policy policy, int slots) {
    inner.configure(training, policy, slots);
  }

  @Override
  public int fill(byte[] codes, int label) {
    return inner.fill(codes, label);
  }

  @Override
  public void eventBegin(int samples) {
    labels.clear();
    supplied.clear();
    inner.eventBegin(samples);
  }

  /** Samples that are not kept reach the inner learner when they are supplied, before training begins. */
  @Override
  public void eventAdd(int sample, int label, byte[] codes) {
    labels.add(label);
    if (codes != null) {
      inner.eventAdd(sample, label, codes);
      supplied.add(codes);
    }
  }

  @Override
  public TrainResult train() {
    if (supplied.size() < labels.size()) {
      return new TrainResult.NeedsSample(supplied.size());
    }
    steps++;
    return inner.train();
  }

  @Override
  public void supply(int sample, byte[] codes) {
    supplied.add(codes);
    inner.eventAdd(sample, labels.get(sample), codes);
  }

  @Override
  public CommitResult eventEnd() {
    return inner.eventEnd();
  }

  @Override
  public Inference infer(byte[] codes) {
    return inner.infer(codes);
  }

  @Override
  public Checksum checksum(TensorKind k, int i) {
    Checksum honest = inner.checksum(k, i);
    return tampers(k, i) ? new Checksum(honest.crc() ^ 1, honest.bytes()) : honest;
  }

  @Override
  public byte[] read(TensorKind k, int i) {
    byte[] bytes = inner.read(k, i);
    if (tampers(k, i)) {
      bytes[element] ^= 1;
    }
    return bytes;
  }

  private boolean tampers(TensorKind k, int i) {
    return k == kind && i == index && steps >= fromStep;
  }

  @Override
  public int save() {
    return inner.save();
  }

  @Override
  public Restored restore() {
    return inner.restore();
  }

  @Override
  public void close() {
    inner.close();
  }
}
