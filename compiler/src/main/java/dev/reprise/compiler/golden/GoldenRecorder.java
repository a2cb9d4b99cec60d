package dev.reprise.compiler.golden;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Drives a golden learner and writes down what it does. */
public final class GoldenRecorder {
  private final Learner learner;
  private final Accumulate accumulate;
  private final TrainingConfig training;
  private final Policy policy;
  private final int slots;
  private final List<GoldenRun.Operation> operations = new ArrayList<>();

  /** A recorder over a learner with these settings, after reset. */
  public GoldenRecorder(LearnerModel model, Accumulate accumulate, TrainingConfig training, Policy policy, int slots) {
    learner = new Learner(model, accumulate);
    learner.configure(training, policy, slots);
    learner.reset();
    this.accumulate = accumulate;
    this.training = training;
    this.policy = policy;
    this.slots = slots;
  }

  /** What was recorded so far. */
  public GoldenRun run() {
    List<String> tensors = learner.parameters().stream().map(Parameter::name).toList();
    return new GoldenRun(learner.model().name(), accumulate, training, policy, slots, tensors, operations);
  }

  /** The learner, for a closer look; changing it through this reference is not recorded. */
  public Learner learner() {
    return learner;
  }

  public void fill(byte[] codes, int label) {
    learner.fill(codes, label);
    operations.add(new GoldenRun.Fill(codes, label, lastLatent()));
  }

  /** Runs a whole event: its samples, all minibatches, the commit. */
  public void event(List<byte[]> codes, int[] labels) {
    learner.eventBegin(codes.size());
    operations.add(new GoldenRun.EventBegin(codes.size()));
    for (int j = 0; j < codes.size(); j++) {
      learner.eventAdd(j, codes.get(j), labels[j]);
      operations.add(new GoldenRun.EventAdd(j, codes.get(j), labels[j], lastLatent()));
    }
    while (!learner.trained()) {
      train();
    }
    Learner.Commit commit = learner.eventEnd();
    List<String> latents = IntStream.range(0, commit.used()).mapToObj(s -> hex(Checksum.of(learner.memory().latent(s)))).toList();
    List<Integer> labelsNow = IntStream.of(learner.memory().labels()).boxed().toList();
    operations.add(new GoldenRun.EventEnd(commit.replaced(), commit.used(), commit.events(), latents, labelsNow));
  }

  public int infer(byte[] codes) {
    Learner.Inference inference = learner.infer(codes);
    operations.add(new GoldenRun.Infer(codes, inference.label(), lastLatent(), hex(Checksum.of(inference.logits()))));
    return inference.label();
  }

  private void train() {
    Learner.Step step = learner.trainStep();
    operations.add(
        new GoldenRun.Train(
            step.step(), step.steps(), hex(bits(step.loss())), hex(bits(step.learningRate())), checksums(Parameter::gradient),
            checksums(Parameter::weight), learner.model().momentum() ? checksums(Parameter::momentum) : List.of()));
  }

  private List<String> checksums(Function<Parameter, float[]> part) {
    return learner.parameters().stream().map(p -> hex(Checksum.of(part.apply(p)))).toList();
  }

  private String lastLatent() {
    return hex(Checksum.of(learner.lastLatent()));
  }

  private static int bits(float value) {
    return Float.floatToIntBits(value);
  }

  private static String hex(int value) {
    return String.format("%08x", value);
  }

  /**
   * A run on random codes and labels: as many samples as fit fill the memory, then events, each followed by an inference. The same arguments
   * give the same run.
   *
   * @param fills samples before the first event, at most {@code slots}
   * @param events number of events
   * @param samples new samples per event
   */
  public static GoldenRun synthetic(
      LearnerModel model, Accumulate accumulate, TrainingConfig training, Policy policy, int slots, int fills, int events, int samples) {
    GoldenRecorder recorder = new GoldenRecorder(model, accumulate, training, policy, slots);
    Pcg32 random = new Pcg32(training.seed(), 1);
    int elements = model.frozen().tensor(model.frozen().input()).shape().elements();
    for (int k = 0; k < fills; k++) {
      recorder.fill(codes(random, elements), random.bounded(model.classes()));
    }
    for (int e = 0; e < events; e++) {
      List<byte[]> codes = IntStream.range(0, samples).mapToObj(j -> codes(random, elements)).toList();
      recorder.event(codes, IntStream.range(0, samples).map(j -> random.bounded(model.classes())).toArray());
      recorder.infer(codes(random, elements));
    }
    return recorder.run();
  }

  private static byte[] codes(Pcg32 random, int elements) {
    byte[] codes = new byte[elements];
    for (int k = 0; k < elements; k++) {
      codes[k] = (byte) (random.next() >>> 24);
    }
    return codes;
  }
}
