package dev.reprise.host.learn;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.device.LearnerDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Streams a plan to a learner and measures what it knows before and after each event. */
public final class LearnSession {
  private final LearnerDevice device;
  private final CodedDataset data;
  private final CodedDataset test;
  private final LearnListener listener;
  private double[] best;
  private long testSamplesSent;

  /**
   * @param test samples that are never learned; null = no accuracies
   */
  public LearnSession(LearnerDevice device, CodedDataset data, CodedDataset test, LearnListener listener) {
    this.device = device;
    this.data = data;
    this.test = test;
    this.listener = listener;
  }

  /** Resets the device, configures it and learns the whole plan. */
  public LearnResult run(EventPlan plan, LearnSettings settings) {
    return run(plan, settings, Saves.NONE);
  }

  /**
   * Learns the plan, or what is left of it behind the last save.
   *
   * @throws RepriseException RP2232 where an event is larger than the device takes, before anything is sent; RP2236 where the save holds more
   *     events than the plan
   */
  public LearnResult run(EventPlan plan, LearnSettings settings, Saves saves) {
    plan.events().forEach(this::checkSize);
    testSamplesSent = 0;
    best = new double[device.info().classes()];
    Arrays.fill(best, Double.NaN);
    EventRunner runner = new EventRunner(device, data, listener);
    int learned = saves == Saves.RESUME && device.info().saveSequence() > 0 ? restore(plan) : 0;
    List<Integer> fill = learned > 0 ? List.of() : plan.fill().subList(0, Math.min(plan.fill().size(), settings.slots()));
    if (learned == 0) {
      start(settings);
      runner.fill(fill);
    }
    Accuracy first = evaluate("test before");
    Accuracy before = first;
    double averageForgetting = Double.NaN;
    SortedSet<Integer> known = new TreeSet<>();
    plan.fill().forEach(i -> known.add(data.label(i)));
    plan.events().subList(0, learned).forEach(event -> event.samples().forEach(i -> known.add(data.label(i))));
    // What a class was worth when it was known is only known for those that were tested since they were learned.
    SortedSet<Integer> tested = new TreeSet<>(known);
    List<EventResult> results = new ArrayList<>();
    for (int e = learned; e < plan.events().size(); e++) {
      EventPlan.Event event = plan.events().get(e);
      EventResult done = runner.run(event);
      if (saves != Saves.NONE) {
        device.save();
      }
      boolean last = e == plan.events().size() - 1;
      List<Double> bestBefore = Arrays.stream(best).boxed().toList();
      Accuracy after = settings.testEachEvent() || last ? evaluate("test after " + event.name()) : null;
      List<Double> forgetting = after == null ? List.of() : forgetting(tested, bestBefore, after);
      averageForgetting = forgetting.stream().filter(f -> !f.isNaN()).mapToDouble(f -> f).average().orElse(Double.NaN);
      event.samples().forEach(i -> known.add(data.label(i)));
      if (after != null) {
        tested = new TreeSet<>(known);
      }
      EventResult result =
          new EventResult(
              done.name(), done.samples(), done.steps(), done.firstLoss(), done.lastLoss(), done.replaced(), done.used(), before, after, forgetting);
      results.add(result);
      listener.learned(result);
      before = after;
    }
    return new LearnResult(
        device.name(), fill.size(), first, results, before, averageForgetting, runner.samplesSent() + testSamplesSent, device.traffic());
  }

  /** The first reset empties the memory, so that any number of slots can be set; the second applies the seed. */
  private void start(LearnSettings settings) {
    device.reset();
    device.configure(settings.training(), settings.policy(), settings.slots());
    device.reset();
  }

  private void checkSize(EventPlan.Event event) {
    int size = event.samples().size();
    if (size > device.info().eventMax()) {
      throw RepriseException.of(LearnError.EVENT_TOO_LARGE, event.name(), size, device.info().eventMax());
    }
  }

  /** How many events the last save holds. The reset ends an event that a run before left half done. */
  private int restore(EventPlan plan) {
    device.reset();
    long events = device.restore().events();
    if (events > plan.events().size()) {
      throw RepriseException.of(LearnError.OTHER_SAVE, device.name(), events, plan.events().size());
    }
    return (int) events;
  }

  private Accuracy evaluate(String phase) {
    if (test == null) {
      return null;
    }
    Integer[] correct = new Integer[device.info().classes()];
    Integer[] total = new Integer[correct.length];
    Arrays.fill(correct, 0);
    Arrays.fill(total, 0);
    listener.progress(phase, 0, test.size());
    for (int i = 0; i < test.size(); i++) {
      int label = test.label(i);
      total[label]++;
      if (device.infer(test.codes(i)).label() == label) {
        correct[label]++;
      }
      listener.progress(phase, i + 1, test.size());
    }
    testSamplesSent += test.size();
    Accuracy accuracy = new Accuracy(List.of(correct), List.of(total));
    for (int c = 0; c < best.length; c++) {
      best[c] = Double.isNaN(best[c]) ? accuracy.of(c) : Math.max(best[c], accuracy.of(c));
    }
    return accuracy;
  }

  /** NaN for classes that were not known and tested before the event: they cannot be forgotten. */
  private static List<Double> forgetting(SortedSet<Integer> tested, List<Double> bestBefore, Accuracy now) {
    List<Double> forgetting = new ArrayList<>();
    for (int c = 0; c < now.classes(); c++) {
      forgetting.add(tested.contains(c) ? bestBefore.get(c) - now.of(c) : Double.NaN);
    }
    return forgetting;
  }
}
