package dev.reprise.host.learn;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.device.LearnerDevice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** One run over a plan, which may be taken up again behind the device's last save: what was measured before stays. */
final class LearnRun {
  private final LearnerDevice device;
  private final CodedDataset data;
  private final CodedDataset test;
  private final LearnListener listener;
  private final EventPlan plan;
  private final LearnSettings settings;
  private final Saves saves;
  private final EventRunner runner;
  private final double[] best;
  private final SortedMap<Integer, EventResult> trained = new TreeMap<>();
  private final SortedMap<Integer, EventResult> results = new TreeMap<>();
  private SortedSet<Integer> tested;
  private Accuracy first;
  private Accuracy before;
  private int filled;
  private long testSamplesSent;
  private double averageForgetting = Double.NaN;

  LearnRun(
      LearnerDevice device, CodedDataset data, CodedDataset test, LearnListener listener, EventPlan plan, LearnSettings settings, Saves saves) {
    this.device = device;
    this.data = data;
    this.test = test;
    this.listener = listener;
    this.plan = plan;
    this.settings = settings;
    this.saves = saves;
    this.runner = new EventRunner(device, data, listener);
    this.best = new double[device.info().classes()];
    Arrays.fill(best, Double.NaN);
  }

  /** Events that were learned so far, by this run. */
  int learned() {
    return results.size();
  }

  /** Learns the plan, or what the device's save does not hold of it. */
  LearnResult run(boolean fromSave) {
    int learned = fromSave ? restore() : 0;
    if (learned == 0) {
      begin();
    }
    if (first == null && test != null) {
      first = evaluate("test before");
      before = first;
    }
    if (tested == null) {
      // What a class was worth when it was known is only known for those that were tested since they were learned.
      tested = known(learned);
    }
    for (int e = learned; e < plan.events().size(); e++) {
      trained.put(e, runner.run(plan.events().get(e)));
      if (saves != Saves.NONE) {
        device.save();
      }
      measure(e);
    }
    return new LearnResult(
        device.name(), filled, first, List.copyOf(results.values()), before, averageForgetting, runner.samplesSent() + testSamplesSent,
        device.traffic());
  }

  /** From the image's weights on. The first reset empties the memory, so that any number of slots can be set; the second applies the seed. */
  private void begin() {
    device.reset();
    device.configure(settings.training(), settings.policy(), settings.slots());
    device.reset();
    List<Integer> fill = plan.fill().subList(0, Math.min(plan.fill().size(), settings.slots()));
    runner.fill(fill);
    filled = fill.size();
  }

  /** How many events the last save holds. The reset ends an event that was left half done; an event saved but not yet measured is measured. */
  private int restore() {
    device.reset();
    long events = device.restore().events();
    if (events > plan.events().size()) {
      throw RepriseException.of(LearnError.OTHER_SAVE, device.name(), events, plan.events().size());
    }
    int last = (int) events - 1;
    if (trained.containsKey(last) && !results.containsKey(last)) {
      measure(last);
    }
    return (int) events;
  }

  /** Tests what event {@code e}, which was just learned, has made of the learner. */
  private void measure(int e) {
    EventPlan.Event event = plan.events().get(e);
    EventResult done = trained.get(e);
    boolean last = e == plan.events().size() - 1;
    List<Double> bestBefore = Arrays.stream(best).boxed().toList();
    Accuracy after = settings.testEachEvent() || last ? evaluate("test after " + event.name()) : null;
    List<Double> forgetting = after == null ? List.of() : forgetting(bestBefore, after);
    averageForgetting = forgetting.stream().filter(f -> !f.isNaN()).mapToDouble(f -> f).average().orElse(Double.NaN);
    if (after != null) {
      tested = known(e + 1);
    }
    EventResult result =
        new EventResult(
            done.name(), done.samples(), done.steps(), done.firstLoss(), done.lastLoss(), done.replaced(), done.used(), before, after, forgetting);
    results.put(e, result);
    before = after;
    listener.learned(result);
  }

  /** Classes of the filled samples and of the first {@code events} events. */
  private SortedSet<Integer> known(int events) {
    SortedSet<Integer> known = new TreeSet<>();
    plan.fill().forEach(i -> known.add(data.label(i)));
    plan.events().subList(0, events).forEach(event -> event.samples().forEach(i -> known.add(data.label(i))));
    return known;
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
      testSamplesSent++;
      listener.progress(phase, i + 1, test.size());
    }
    Accuracy accuracy = new Accuracy(List.of(correct), List.of(total));
    for (int c = 0; c < best.length; c++) {
      best[c] = Double.isNaN(best[c]) ? accuracy.of(c) : Math.max(best[c], accuracy.of(c));
    }
    return accuracy;
  }

  /** NaN for classes that were not known and tested before the event: they cannot be forgotten. */
  private List<Double> forgetting(List<Double> bestBefore, Accuracy now) {
    List<Double> forgetting = new ArrayList<>();
    for (int c = 0; c < now.classes(); c++) {
      forgetting.add(tested.contains(c) ? bestBefore.get(c) - now.of(c) : Double.NaN);
    }
    return forgetting;
  }
}
