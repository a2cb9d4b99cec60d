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
import dev.reprise.host.device.Traffic;
import dev.reprise.host.device.TrainResult;
import java.util.ArrayList;
import java.util.List;

/**
 * Two learners as one: does everything on the golden learner and on a device and compares what they hold after each step. A session that
 * drives it like any device thereby verifies the device. It keeps the samples of an event, so that it supplies itself what the device asks for
 * again.
 */
final class LockstepDevice implements LearnerDevice {
  private final GoldenDevice golden;
  private final LearnerDevice device;
  private final LockstepChecks checks;
  private final List<String> tensorNames;
  private final List<byte[]> eventCodes = new ArrayList<>();
  private final List<byte[]> eventLatents = new ArrayList<>();
  private int events;
  private int inferences;
  private long steps;

  LockstepDevice(GoldenDevice golden, LearnerDevice device, LockstepChecks checks) {
    this.golden = golden;
    this.device = device;
    this.checks = checks;
    this.tensorNames = golden.learner().model().trainable();
  }

  /** Minibatches trained and compared. */
  long steps() {
    return steps;
  }

  @Override
  public String name() {
    return device.name();
  }

  /** The golden learner's: it wants every sample of an event, whatever the device keeps. */
  @Override
  public DeviceInfo info() {
    return golden.info();
  }

  @Override
  public void reset() {
    checks.begin("reset");
    golden.reset();
    device.reset();
    compareTensors("after reset", TensorKind.WEIGHT);
    compareMomentum("after reset");
    checks.end();
    events = 0;
  }

  @Override
  public void configure(TrainingConfig training, Policy policy, int slots) {
    golden.configure(training, policy, slots);
    device.configure(training, policy, slots);
  }

  @Override
  public int fill(byte[] codes, int label) {
    int used = golden.fill(codes, label);
    checks.begin("fill of slot " + (used - 1));
    checks.values("used slots", used, device.fill(codes, label));
    checks.tensor("latent", TensorKind.LATENT, 0);
    checks.end();
    return used;
  }

  @Override
  public void eventBegin(int samples) {
    events++;
    eventCodes.clear();
    eventLatents.clear();
    golden.eventBegin(samples);
    device.eventBegin(samples);
  }

  @Override
  public void eventAdd(int index, int label, byte[] codes) {
    golden.eventAdd(index, label, codes);
    eventCodes.add(codes);
    eventLatents.add(golden.read(TensorKind.LATENT, 0));
    if (index < device.info().eventLatents()) {
      checks.begin("event " + events + ", sample " + index);
      device.eventAdd(index, label, codes);
      checks.tensor("latent", TensorKind.LATENT, 0);
      checks.end();
    } else {
      device.eventAdd(index, label, null);
    }
  }

  @Override
  public TrainResult train() {
    TrainResult expected = golden.train();
    String name = "event " + events + (expected instanceof TrainResult.Minibatch m ? ", step " + m.step() : ", end of training");
    checks.begin(name);
    TrainResult actual = device.train();
    while (actual instanceof TrainResult.NeedsSample needs) {
      supplyDevice(needs.index());
      actual = device.train();
    }
    if (expected instanceof TrainResult.Minibatch want && actual instanceof TrainResult.Minibatch got) {
      checks.values("step", want.step(), got.step());
      checks.values("steps of the event", want.steps(), got.steps());
      checks.floats("learning rate", want.learningRate(), got.learningRate());
      // the loss last: a wrong forward pass shows in the gradients too, and there it has a tensor and an element
      compareAfterStep();
      checks.floats("loss", want.loss(), got.loss());
      steps++;
    } else {
      checks.values("end of training (1 = yes)", expected instanceof TrainResult.Trained ? 1 : 0, actual instanceof TrainResult.Trained ? 1 : 0);
    }
    checks.end();
    return expected;
  }

  private void supplyDevice(int index) {
    device.supply(index, eventCodes.get(index));
    checks.bytes("latent of new sample " + index, TensorKind.LATENT, 0, eventLatents.get(index));
  }

  /** Gradients from the last tensor to the first, the way the backward pass makes them, so that the first difference is the cause of the others. */
  private void compareAfterStep() {
    for (int t = tensorNames.size() - 1; t >= 0; t--) {
      checks.tensor("gradient of " + tensorNames.get(t), TensorKind.GRADIENT, t);
    }
    compareMomentum("");
    compareTensors("", TensorKind.WEIGHT);
  }

  private void compareMomentum(String when) {
    if (golden.info().momentum()) {
      compareTensors(when, TensorKind.MOMENTUM);
    }
  }

  private void compareTensors(String when, TensorKind kind) {
    for (int t = 0; t < tensorNames.size(); t++) {
      String what = (kind == TensorKind.WEIGHT ? "weight " : "momentum of ") + tensorNames.get(t);
      checks.tensor(when.isEmpty() ? what : what + " " + when, kind, t);
    }
  }

  @Override
  public void supply(int index, byte[] codes) {
    throw new IllegalStateException("the golden learner never asks for a sample");
  }

  @Override
  public CommitResult eventEnd() {
    CommitResult.Committed expected = (CommitResult.Committed) golden.eventEnd();
    checks.begin("event " + events + ", commit");
    CommitResult result = device.eventEnd();
    while (result instanceof CommitResult.NeedsSample needs) {
      supplyDevice(needs.index());
      result = device.eventEnd();
    }
    CommitResult.Committed actual = (CommitResult.Committed) result;
    checks.values("replaced slots", expected.replaced(), actual.replaced());
    checks.values("used slots", expected.used(), actual.used());
    checks.values("events", expected.events(), actual.events());
    compareMemory(expected.used());
    checks.end();
    return expected;
  }

  private void compareMemory(int used) {
    if (used > 0) {
      checks.tensor("labels of the replay memory", TensorKind.SLOT_LABELS, 0);
      for (int slot = 0; slot < used; slot++) {
        checks.tensor("replay slot " + slot, TensorKind.SLOT, slot);
      }
    }
  }

  @Override
  public Inference infer(byte[] codes) {
    inferences++;
    Inference expected = golden.infer(codes);
    checks.begin("inference " + inferences + " after event " + events);
    Inference actual = device.infer(codes);
    checks.tensor("latent", TensorKind.LATENT, 0);
    checks.floats("logits", expected.logits(), actual.logits());
    checks.values("class", expected.label(), actual.label());
    checks.end();
    return expected;
  }

  @Override
  public Checksum checksum(TensorKind kind, int index) {
    return golden.checksum(kind, index);
  }

  @Override
  public byte[] read(TensorKind kind, int index) {
    return golden.read(kind, index);
  }

  @Override
  public int save() {
    golden.save();
    return device.save();
  }

  @Override
  public Restored restore() {
    checks.begin("restore");
    Restored expected = golden.restore();
    Restored actual = device.restore();
    checks.values("events", expected.events(), actual.events());
    compareTensors("after restore", TensorKind.WEIGHT);
    compareMomentum("after restore");
    compareMemory(golden.learner().memory().used());
    checks.end();
    return actual;
  }

  @Override
  public Traffic traffic() {
    return device.traffic();
  }

  @Override
  public void close() {
    device.close();
  }
}
