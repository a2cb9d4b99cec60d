package dev.reprise.host.measure;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.program.Phase;
import java.util.List;

/**
 * Cycles of what a learner is asked to do, from those of a small run; the link is no part of them.
 *
 * @param minibatch with the training settings compiled in, the replay memory full
 * @param event of {@code eventSamples} new samples: their latents, all minibatches, the latents that do not fit the device made again
 */
public record WorkCycles(double inference, int minibatchSamples, double minibatch, int eventSamples, double event) {

  /** @param rows of one inference, some samples put into the replay memory and one event of one epoch */
  static WorkCycles of(List<CycleRow> rows, LearnerModel model, int eventSamples) {
    Costs costs = Costs.of(rows, model.trainable().size());
    TrainingConfig t = model.training();
    Composition c = Composition.of(t, eventSamples, model.slots());
    long steps = (eventSamples + c.fresh - 1L) / c.fresh;
    double latents = eventSamples + (double) t.epochs() * Math.max(0, eventSamples - model.eventLatents());
    double trained = t.epochs() * (eventSamples + (double) steps * c.replayed);
    double event = latents * costs.latent + trained * costs.training + t.epochs() * steps * costs.update;
    int size = Math.min(c.fresh, eventSamples) + c.replayed;
    return new WorkCycles(costs.latent + costs.place + costs.forward, size, size * costs.training + costs.update, eventSamples, event);
  }

  /** New and replayed samples of a minibatch (N9.2). */
  record Composition(int fresh, int replayed) {
    static Composition of(TrainingConfig t, int samples, int used) {
      int replay = t.replayPerMinibatch();
      if (t.newPerMinibatch() > 0) {
        return new Composition(t.newPerMinibatch(), used > 0 ? replay : 0);
      }
      int most = used > 0 && replay > 1 ? replay - 1 : replay;
      long all = (long) samples + used;
      int fresh = (int) Math.max(1, Math.min(most, (2L * replay * samples + all) / (2 * all)));
      return new Composition(fresh, used > 0 ? replay - fresh : 0);
    }
  }

  /**
   * Per sample, but {@code update} per minibatch.
   *
   * @param latent from the sample to its packed latent
   * @param place from the packed latent to floats
   * @param training of a latent: its floats, forward, loss, gradients
   */
  private record Costs(double latent, double place, double forward, double training, double update) {
    static Costs of(List<CycleRow> rows, int tensors) {
      long made = count(rows, "pack");
      long placed = count(rows, "unpack");
      double learner = 1 + (double) sum(rows, WorkPhase.LEARNER) / kernels(rows);
      double latent = learner * ((double) sum(rows, Phase.FROZEN_FORWARD.title()) + cycles(rows, "pack")) / made;
      double place = learner * cycles(rows, "unpack") / placed;
      // The inference's latent goes forward too, but is not trained.
      double forward = learner * sum(rows, Phase.FORWARD.title()) / placed;
      double back = learner * (sum(rows, Phase.LOSS.title()) + sum(rows, Phase.INPUT_GRADIENT.title()) + sum(rows, Phase.WEIGHT_GRADIENT.title())) / (placed - 1);
      boolean perTensor = rows.stream().anyMatch(r -> r.kernel().startsWith("rp_sgd"));
      double steps = (double) count(rows, Phase.UPDATE.title()) / (perTensor ? tensors : 1);
      return new Costs(latent, place, forward, place + forward + back, learner * sum(rows, Phase.UPDATE.title()) / Math.max(1, steps));
    }

    private static long kernels(List<CycleRow> rows) {
      return rows.stream().filter(r -> !r.phase().equals(WorkPhase.LEARNER) && !r.phase().equals(WorkPhase.LINK)).mapToLong(CycleRow::cycles).sum();
    }

    private static long sum(List<CycleRow> rows, String phase) {
      return rows.stream().filter(r -> r.phase().equals(phase)).mapToLong(CycleRow::cycles).sum();
    }

    /** @param what {@code pack}, {@code unpack} or the title of a phase */
    private static long count(List<CycleRow> rows, String what) {
      return rows.stream().filter(r -> is(r, what)).mapToLong(CycleRow::count).sum();
    }

    private static long cycles(List<CycleRow> rows, String what) {
      return rows.stream().filter(r -> is(r, what)).mapToLong(CycleRow::cycles).sum();
    }

    /** Estimates name the kernel, devices the place. */
    private static boolean is(CycleRow row, String what) {
      return row.phase().equals(what) || row.kernel().equals(what) || row.kernel().startsWith("rp_latent_" + what);
    }
  }
}
