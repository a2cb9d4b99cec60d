package dev.reprise.host.bench;

import dev.reprise.compiler.models.LayerNetwork;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Target;

/**
 * One kernel call to be counted: the one that the compiler makes for a layer in a phase.
 *
 * @param family {@code conv}, {@code conv_pw}, {@code conv_dw} or {@code linear}
 * @param schedule that the call is part of
 */
record BenchCase(String family, LayerShape shape, Schedule schedule, Call call) {

  /** The call that does the arithmetic of the layer called {@link LayerNetwork#LAYER}. */
  static BenchCase of(String family, LayerShape shape, Phase phase, Schedule schedule) {
    Call call =
        schedule.calls().stream()
            .filter(c -> c.phase() == phase && c.node().startsWith(LayerNetwork.LAYER) && c.macs() > 0)
            .findFirst()
            .orElseThrow(() -> new IllegalStateException(family + " " + shape + " has no call for " + phase.title()));
    return new BenchCase(family, shape, schedule, call);
  }

  String kernel() {
    return call.kernel();
  }

  /** Whether the kernel is the one that every target has, not one for an extension of {@code target}. */
  boolean isPortable(Target target) {
    return target.extensions().stream().noneMatch(e -> kernel().endsWith("_" + e.lowerCase()));
  }

  boolean isFloat() {
    return call.phase() != Phase.FROZEN_FORWARD;
  }
}
