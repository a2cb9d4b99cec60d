package dev.reprise.compiler.schedule;

import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.differentiate.Differentiator;
import dev.reprise.compiler.kernel.Machine;
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

  /** As {@link #of(LearnerModel, Machine)} for a core with the timing of Cortex-M4. */
  public static Schedule of(LearnerModel model, Set<Extension> extensions) {
    return of(model, new Machine(extensions, Machine.Core.CORTEX_M4));
  }

  /** Lowers both stages of {@code model} to kernels for {@code machine}. */
  public static Schedule of(LearnerModel model, Machine machine) {
    BufferNames names = new BufferNames();
    FrozenProgram frozen = FrozenScheduler.schedule(model.frozen(), names, machine);
    AdaptiveProgram adaptive = Differentiator.differentiate(model, names, machine.extensions());
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
