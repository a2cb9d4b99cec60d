package dev.reprise.host.bench;

import dev.reprise.compiler.models.LayerNetwork;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.schedule.Schedule;

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

  boolean isFloat() {
    return call.phase() != Phase.FROZEN_FORWARD;
  }
}
