package dev.reprise.compiler.golden;

import dev.reprise.compiler.golden.replay.Replacement;
import dev.reprise.compiler.golden.replay.ReplayMemory;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The learner as the device runs it (docs/numerics.md, N9), with all its state to be looked at. Labels are 0 .. classes-1; samples are codes
 * of the frozen stage's input.
 *
 * <p>Calls that do not fit the state throw {@link IllegalStateException}, arguments out of range {@link IllegalArgumentException}; neither
 * changes anything.
 */
public final class Learner {
  private final LearnerModel model;
  private final Latents format;
  private final AdaptiveExecutor adaptive;
  private TrainingConfig training;
  private Policy policy;
  private ReplayMemory memory;
  private Pcg32 random;
  private int events;
  private Event event;
  private byte[] lastLatent;
  private float[] lastLogits;

  /**
   * One optimiser step.
   *
   * @param step steps done in this event, 1 .. steps
   * @param steps T of N5.4
   * @param loss of the minibatch (N2.7)
   * @param learningRate that the update used
   */
  public record Step(int step, int steps, float loss, float learningRate) {}

  /**
   * The end of an event.
   *
   * @param replaced slots that got a new latent
   * @param used filled slots
   * @param events ended so far
   */
  public record Commit(int replaced, int used, int events) {}

  /**
   * An inference.
   *
   * @param label first maximum of the logits
   * @param logits before the model's head
   */
  public record Inference(int label, float[] logits) {}

  /** A learner after power-on, with the model's defaults. */
  public Learner(LearnerModel model, Accumulate accumulate) {
    this.model = model;
    format = Latents.of(model);
    adaptive = new AdaptiveExecutor(model, accumulate);
    training = model.training();
    policy = model.policy();
    memory = new ReplayMemory(model.slots(), model.classes());
    reset();
  }

  /** Back to power-on: weights of the image, empty memory, generator seeded anew. The configuration stays. Legal in any state. */
  public void reset() {
    adaptive.parameters().forEach(Parameter::reset);
    memory = new ReplayMemory(memory.capacity(), model.classes());
    random = new Pcg32(training.seed(), Pcg32.LEARNER_STREAM);
    events = 0;
    event = null;
    lastLatent = new byte[format.slotBytes()];
    lastLogits = new float[model.classes()];
  }

  /**
   * Sets how the next events train; the seed takes effect at the next {@link #reset()}.
   *
   * @param slots in use, from those filled to the model's M
   */
  public void configure(TrainingConfig settings, Policy replacement, int slots) {
    requireIdle();
    require(settings.epochs() >= 1, "epochs is at least 1");
    require(settings.newPerMinibatch() >= 0 && settings.replayPerMinibatch() >= 0, "minibatch parts are not negative");
    require(settings.newPerMinibatch() + (long) settings.replayPerMinibatch() <= 0xffff, "a minibatch has at most 65535 samples");
    require(
        DoubleStream.of(
                settings.learningRate(), settings.momentum(), settings.weightDecay(), settings.gamma(), settings.minLearningRate())
            .allMatch(Double::isFinite),
        "rates and factors are finite");
    require(settings.newPerMinibatch() > 0 || settings.replayPerMinibatch() > 0, "a proportional minibatch has at least 1 sample");
    require(settings.stepSize() >= 1, "the schedule's step size is at least 1");
    require(settings.momentum() == 0f || model.momentum(), "the model has no momentum buffers");
    require(slots <= model.slots(), "the model has " + model.slots() + " slots");
    memory = memory.withCapacity(slots);
    training = settings;
    policy = replacement;
  }

  /** Stores a sample in the replay memory before the first event (N9.1); returns the filled slots. */
  public int fill(byte[] codes, int label) {
    requireIdle();
    requireState(events == 0, "the memory is filled before the first event");
    requireState(memory.used() < memory.capacity(), "the replay memory is full");
    requireLabel(label);
    memory.fill(latent(codes), label);
    return memory.used();
  }

  /** Starts an event of n new samples, 1 .. eventMax. */
  public void eventBegin(int n) {
    requireIdle();
    require(n >= 1 && n <= model.eventMax(), "an event has 1 to " + model.eventMax() + " new samples");
    event = new Event(n, memory.used(), training);
  }

  /** New sample {@code index}; they come in order 0, 1, ... */
  public void eventAdd(int index, byte[] codes, int label) {
    requireEvent();
    requireLabel(label);
    event.add(index, latent(codes), label);
  }

  /** Trains one minibatch (N9.4). */
  public Step trainStep() {
    requireEvent();
    requireState(event.complete(), "new samples are missing");
    requireState(!event.trained(), "the event is trained");
    float rate = Optimizer.learningRate(training, event.done(), event.steps());
    Event.Minibatch minibatch = event.nextMinibatch(random);
    float inverse = 1f / minibatch.size();
    adaptive.zeroGradients();
    float sum = 0f;
    for (int index : minibatch.fresh()) {
      sum = sum + adaptive.accumulate(format.unpack(event.latent(index)), event.label(index), inverse);
    }
    for (int slot : minibatch.replayed()) {
      sum = sum + adaptive.accumulate(format.unpack(memory.latent(slot)), memory.label(slot), inverse);
    }
    adaptive.update(training, rate);
    return new Step(event.done(), event.steps(), sum * inverse, rate);
  }

  /** Whether all steps of the event are done. */
  public boolean trained() {
    requireEvent();
    return event.trained();
  }

  /** Updates the replay memory and ends the event (N9.5). */
  public Commit eventEnd() {
    requireEvent();
    requireState(event.trained(), "the event is not trained to its end");
    events++;
    int replaced = Replacement.of(policy).commit(memory, event.latents(), event.labels(), events, random);
    event = null;
    return new Commit(replaced, memory.used(), events);
  }

  /** Classifies a sample (N9.6); legal in any state. */
  public Inference infer(byte[] codes) {
    return classify(latent(codes));
  }

  /** Classifies a packed latent. */
  public Inference classify(byte[] packed) {
    lastLogits = adaptive.forward(format.unpack(packed));
    int best = 0;
    for (int i = 1; i < lastLogits.length; i++) {
      if (lastLogits[i] > lastLogits[best]) {
        best = i;
      }
    }
    return new Inference(best, lastLogits.clone());
  }

  /** A copy of the state between events: what SAVE keeps. */
  public LearnerState save() {
    requireIdle();
    List<Parameter> parameters = adaptive.parameters().stream().map(Parameter::copy).toList();
    return new LearnerState(training, policy, memory.withCapacity(memory.capacity()), new Pcg32(random), events, parameters);
  }

  /** Takes a copy's state over; only between events, and only a state of the same model. */
  public void restore(LearnerState state) {
    requireIdle();
    training = state.training();
    policy = state.policy();
    memory = state.memory().withCapacity(state.memory().capacity());
    random = new Pcg32(state.random());
    events = state.events();
    for (int i = 0; i < state.parameters().size(); i++) {
      adaptive.parameters().get(i).assign(state.parameters().get(i));
    }
  }

  public LearnerModel model() {
    return model;
  }

  /** The trained tensors with their gradients and velocities, in the order of the model. */
  public List<Parameter> parameters() {
    return adaptive.parameters();
  }

  /** Slots, labels and counters. */
  public ReplayMemory memory() {
    return memory;
  }

  /** The last latent made (fill, eventAdd, infer), packed. */
  public byte[] lastLatent() {
    return lastLatent.clone();
  }

  /** The logits of the last inference. */
  public float[] lastLogits() {
    return lastLogits.clone();
  }

  /** Events ended. */
  public int events() {
    return events;
  }

  /** State of the generator. */
  public long randomState() {
    return random.state();
  }

  private byte[] latent(byte[] codes) {
    lastLatent = format.pack(FrozenExecutor.latent(model.frozen(), codes));
    return lastLatent;
  }

  private void requireLabel(int label) {
    require(label >= 0 && label < model.classes(), "label " + label + " is not one of " + model.classes() + " classes");
  }

  private void requireIdle() {
    requireState(event == null, "an event is under way");
  }

  private void requireEvent() {
    requireState(event != null, "no event is under way");
  }

  private static void require(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalArgumentException(sentence);
    }
  }

  private static void requireState(boolean condition, String sentence) {
    if (!condition) {
      throw new IllegalStateException(sentence);
    }
  }
}
