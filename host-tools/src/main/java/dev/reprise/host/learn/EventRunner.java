package dev.reprise.host.learn;

import dev.reprise.host.device.CommitResult;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.TrainResult;
import java.util.List;

/** Takes a device through one event, supplying the samples that it asks for again. */
final class EventRunner {
  private final LearnerDevice device;
  private final CodedDataset data;
  private final LearnListener listener;
  private long samplesSent;

  EventRunner(LearnerDevice device, CodedDataset data, LearnListener listener) {
    this.device = device;
    this.data = data;
    this.listener = listener;
  }

  /** Samples sent so far. */
  long samplesSent() {
    return samplesSent;
  }

  /** Puts samples into the replay memory. */
  void fill(List<Integer> samples) {
    listener.progress("fill", 0, samples.size());
    for (int k = 0; k < samples.size(); k++) {
      device.fill(data.codes(samples.get(k)), data.label(samples.get(k)));
      samplesSent++;
      listener.progress("fill", k + 1, samples.size());
    }
  }

  /** Result without accuracies. */
  EventResult run(EventPlan.Event event) {
    List<Integer> samples = event.samples();
    collect(event);
    float firstLoss = Float.NaN;
    float lastLoss = Float.NaN;
    long steps = 0;
    String phase = "train " + event.name();
    listener.progress(phase, 0, 0);
    TrainResult result = device.train();
    while (!(result instanceof TrainResult.Trained)) {
      if (result instanceof TrainResult.Minibatch minibatch) {
        firstLoss = steps == 0 ? minibatch.loss() : firstLoss;
        lastLoss = minibatch.loss();
        steps = minibatch.step();
        listener.progress(phase, minibatch.step(), minibatch.steps());
      } else if (result instanceof TrainResult.NeedsSample needs) {
        supply(needs.index(), samples);
      }
      result = device.train();
    }
    CommitResult.Committed commit = commit(samples);
    return new EventResult(event.name(), samples.size(), steps, firstLoss, lastLoss, commit.replaced(), commit.used(), null, null, List.of());
  }

  private void collect(EventPlan.Event event) {
    List<Integer> samples = event.samples();
    String phase = "send " + event.name();
    listener.progress(phase, 0, samples.size());
    device.eventBegin(samples.size());
    for (int k = 0; k < samples.size(); k++) {
      boolean kept = k < device.info().eventLatents();
      device.eventAdd(k, data.label(samples.get(k)), kept ? data.codes(samples.get(k)) : null);
      samplesSent += kept ? 1 : 0;
      listener.progress(phase, k + 1, samples.size());
    }
  }

  private CommitResult.Committed commit(List<Integer> samples) {
    CommitResult result = device.eventEnd();
    while (result instanceof CommitResult.NeedsSample needs) {
      supply(needs.index(), samples);
      result = device.eventEnd();
    }
    return (CommitResult.Committed) result;
  }

  private void supply(int index, List<Integer> samples) {
    device.supply(index, data.codes(samples.get(index)));
    samplesSent++;
  }
}
