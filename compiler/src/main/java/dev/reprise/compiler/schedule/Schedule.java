package dev.reprise.compiler.schedule;

import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.differentiate.Differentiator;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.program.BufferNames;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * All kernel calls of a learner and the arena storages that they need.
 *
 * @param storages activation memory by lifetime
 * @param steps length of the time line of one micro-batch
 */
public record Schedule(FrozenProgram frozen, AdaptiveProgram adaptive, List<Storage> storages, int steps) {

  /** Lowers both stages of {@code model} to kernels for cores with {@code extensions}. */
  public static Schedule of(LearnerModel model, Set<Extension> extensions) {
    BufferNames names = new BufferNames();
    FrozenProgram frozen = FrozenScheduler.schedule(model.frozen(), names, extensions);
    AdaptiveProgram adaptive = Differentiator.differentiate(model, names, extensions);
    List<Call> calls = new ArrayList<>(adaptive.forward());
    calls.add(adaptive.loss());
    calls.addAll(adaptive.backward());
    List<Storage> storages = Lifetimes.storages(frozen, calls, adaptive.latent(), model.microBatch());
    return new Schedule(frozen, adaptive, storages, frozen.calls().size() + 3 + calls.size());
  }

  /** Every call, in time order. */
  public List<Call> calls() {
    List<Call> all = new ArrayList<>(frozen.calls());
    all.addAll(adaptive.forward());
    all.add(adaptive.loss());
    all.addAll(adaptive.backward());
    return all;
  }
}
