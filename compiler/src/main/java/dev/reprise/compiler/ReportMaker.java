package dev.reprise.compiler;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.quantize.QuantizationReport;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.report.ConstantReport;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.report.SaveReport;
import dev.reprise.compiler.report.TileReport;
import dev.reprise.compiler.schedule.FrozenProgram;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gathers {@code report.json}. */
final class ReportMaker {
  private ReportMaker() {}

  static CompileReport make(
      CompileRequest request, PlannedLearner planned, MemoryPlan plan, TiledCalls tiles, SaveReport saves, QuantizationReport quality) {
    LearnerModel model = planned.model();
    Schedule schedule = planned.schedule();
    Map<String, Purpose> purposes = LearnerPlanner.purposes(model, schedule);
    List<Call> calls = schedule.calls();
    CompileReport.Learner learner =
        new CompileReport.Learner(
            model.frozen().output(),
            model.latentElements(),
            model.latentBits(),
            model.slotBytes(),
            model.slots(),
            model.eventMax(),
            model.eventLatents(),
            model.microBatch(),
            model.momentum(),
            model.classes(),
            schedule.adaptive().trainables().stream().mapToInt(t -> t.weight().elements()).sum(),
            macs(calls, EnumSet.of(Phase.FROZEN_FORWARD)),
            macs(calls, EnumSet.of(Phase.FORWARD)),
            macs(calls, EnumSet.of(Phase.INPUT_GRADIENT, Phase.WEIGHT_GRADIENT)));
    return new CompileReport(
        model.name(),
        request.target().name(),
        request.accumulate().name().toLowerCase(Locale.ROOT),
        HexFormat.of().formatHex(ModelArtifact.hash(model)),
        learner,
        calls.stream().map(c -> call(c, tiles)).toList(),
        MemoryReport.of(plan, LearnerPlanner.regions(request.target(), plan), i -> purposes.get(i.name())),
        constants(planned, plan),
        saves,
        quality);
  }

  private static CompileReport.KernelCall call(Call c, TiledCalls tiles) {
    Call.Estimate estimate = c.estimate();
    String layouts = estimate == null ? null : estimate.layouts();
    Long cycles = estimate == null ? null : estimate.cycles();
    return new CompileReport.KernelCall(c.node(), c.phase().title(), c.kernel(), c.macs(), layouts, cycles, TileReport.of(tiles.of(c)));
  }

  private static ConstantReport constants(PlannedLearner planned, MemoryPlan plan) {
    FarConstants far = planned.constants();
    FrozenProgram frozen = planned.schedule().frozen();
    List<ConstantReport.Entry> outside = new ArrayList<>();
    for (Buffer b : frozen.constants().keySet()) {
      if (far.buffers().contains(b)) {
        ConstantReport.Way way = far.fetched().containsKey(b) ? ConstantReport.Way.WHOLE : ConstantReport.Way.TILES;
        outside.add(new ConstantReport.Entry(b.name(), frozen.bytes(b), way.toString()));
      }
    }
    for (AdaptiveProgram.Trainable t : planned.schedule().adaptive().trainables()) {
      Buffer b = t.weight();
      if (far.buffers().contains(b) || FarWeights.inL3(plan).contains(b.name())) {
        outside.add(new ConstantReport.Entry(b.name(), b.bytes(1), ConstantReport.Way.RESET.toString()));
      }
    }
    long bytes = outside.stream().mapToLong(ConstantReport.Entry::bytes).sum();
    return new ConstantReport(FarConstants.allBytes(planned.schedule()) - bytes, bytes, outside);
  }

  private static long macs(List<Call> calls, Set<Phase> phases) {
    return calls.stream().filter(c -> phases.contains(c.phase())).mapToLong(Call::macs).sum();
  }
}
