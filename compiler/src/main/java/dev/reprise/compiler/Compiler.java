package dev.reprise.compiler;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.emit.EmitInput;
import dev.reprise.compiler.emit.Emitter;
import dev.reprise.compiler.emit.ProjectFiles;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.memory.FitAdvisor;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.PlanResult;
import dev.reprise.compiler.quantize.Calibration;
import dev.reprise.compiler.quantize.FixedParameters;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QuantizationReport;
import dev.reprise.compiler.quantize.QuantizedStage;
import dev.reprise.compiler.quantize.Quantizer;
import dev.reprise.compiler.quantize.Ranges;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.report.SaveReport;
import dev.reprise.compiler.report.StageQuality;
import dev.reprise.compiler.split.Split;
import dev.reprise.compiler.split.SplitModel;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.split.Splits;
import dev.reprise.compiler.tile.TiledCalls;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** The pipeline from an ONNX file to a C project: import, canonicalize, split, quantize, differentiate, schedule, plan memory, emit. */
public final class Compiler {
  private final Path home;

  /** @param home the folder that holds {@code runtime-c} and {@code targets} */
  public Compiler(Path home) {
    this.home = home;
  }

  /**
   * Compiles; nothing is written.
   *
   * @param progress is told what is being done
   * @throws RepriseException with the diagnostic of the stage that failed
   */
  public Compiled compile(CompileRequest request, Consumer<String> progress) {
    progress.accept("reading " + request.model());
    FrontEnd front = FrontEnd.read(request.model(), request.dims());
    return compile(front, request, progress);
  }

  /** As {@link #compile(CompileRequest, Consumer)}, for a model that is already read; {@code request.model()} is used for messages only. */
  public Compiled compile(FrontEnd front, CompileRequest given, Consumer<String> progress) {
    SplitPoint point = Splits.find(front.canonical(), front.original(), given.settings().split());
    SplitModel split = Split.at(front.canonical(), point);

    progress.accept("calibrating and quantizing the frozen stage");
    Ranges ranges = Calibration.run(split.frozenFloat(), given.calibration(), given.method());
    QuantizedStage stage = Quantizer.quantize(split.frozenFloat(), ranges, fixedParameters(front, given));
    QuantizationReport quality = StageQuality.measure(split.frozenFloat(), stage, given.calibration());

    progress.accept("planning memory");
    CompileRequest request = given.settings().microBatch() == LearnerSettings.BEST_MICRO_BATCH ? given.withMicroBatch(microBatch(given, split, stage.graph())) : given;
    PlannedLearner learner = plan(front, request, split, stage, 0);
    SaveReport saves = SavedState.check(learner.model(), learner.schedule(), request.target());

    if (request.target().cluster() != null) {
      progress.accept("cutting calls into tiles");
    }
    ScratchpadPlan scratchpad = scratchpad(learner, request);
    long tables = scratchpad.tiles().tableBytes();
    if (!learner.constants().leaveRoom(request.target(), tables)) {
      learner = plan(front, request, split, stage, FarConstants.withSlack(tables));
      scratchpad = scratchpad(learner, request);
    }
    MemoryPlan plan = scratchpad.memory();
    TiledCalls tiles = scratchpad.tiles();

    progress.accept("writing C");
    CompileReport report = ReportMaker.make(request, learner, plan, tiles, saves, quality);
    ProjectFiles files =
        new Emitter(home)
            .emit(new EmitInput(learner.model(), learner.schedule(), plan, tiles, learner.constants().buffers(), request.target(), request.accumulate()));
    files.add(CompileReport.FILE_NAME, report.toJson());
    return new Compiled(learner.model(), learner.schedule(), report, files);
  }

  /** The micro-batch with the fewest modelled cycles for a sample, of those that fit. */
  private static int microBatch(CompileRequest request, SplitModel split, QGraph frozen) {
    if (request.target().cluster() == null) {
      return 1;
    }
    return MicroBatch.cheapest(samples -> {
      LearnerSettings settings = request.withMicroBatch(samples).settings();
      try {
        PlannedLearner learner = PlannedLearner.plan(request.name(), split, frozen, settings.withEvents(settings.eventMax(), Math.max(0, settings.eventLatents())), request.target());
        return learner.result() instanceof PlanResult.Fits fits
            ? OptionalDouble.of(
                MicroBatch.modelled(
                    learner.schedule().calls().stream().filter(c -> MicroBatch.TRAINING.contains(c.phase())).toList(), samples, request.target(),
                    FarWeights.of(learner.schedule(), fits.plan(), learner.constants(), request.target())))
            : OptionalDouble.empty();
      } catch (RepriseException e) {
        // a tile that does not fit: compiling with one sample tells it
        return OptionalDouble.empty();
      }
    });
  }

  private static PlannedLearner plan(FrontEnd front, CompileRequest request, SplitModel split, QuantizedStage stage, long tables) {
    PlannedLearner learner = PlannedLearner.plan(request.name(), split, stage.graph(), request.settings(), request.target(), tables);
    if (learner.result() instanceof PlanResult.DoesNotFit tooBig) {
      throw doesNotFit(front, request, tooBig);
    }
    return learner;
  }

  private static ScratchpadPlan scratchpad(PlannedLearner learner, CompileRequest request) {
    return ScratchpadPlan.of(learner, ((PlanResult.Fits) learner.result()).plan(), request.target());
  }

  private static FixedParameters fixedParameters(FrontEnd front, CompileRequest request) {
    return request.input() == null ? front.fixed() : front.fixed().with(front.canonical().inputs().get(0), request.input());
  }

  private static RepriseException doesNotFit(FrontEnd front, CompileRequest request, PlanResult.DoesNotFit result) {
    Graph graph = front.canonical();
    int now = Splits.find(graph, front.original(), request.settings().split()).number();
    List<SplitPoint> later = Splits.legal(graph).stream().filter(p -> p.number() > now && p.preferred()).toList();
    List<FitAdvisor.Alternative<LearnerSettings>> advice =
        FitAdvisor.advise(FitKnobs.of(request.settings(), later), settings -> missing(front, request, settings));
    return FitAdvisor.failure(
        "target " + request.target().name(), result, advice.stream().map(FitAdvisor.Alternative::change).toList());
  }

  /** Bytes that {@code settings} lack. Sizes do not depend on ranges, so any will do. */
  private static long missing(FrontEnd front, CompileRequest request, LearnerSettings settings) {
    try {
      SplitModel split = Split.at(front.canonical(), Splits.find(front.canonical(), front.original(), settings.split()));
      PlannedLearner learner = PlannedLearner.plan(request.name(), split, KernelChoice.anyRanges(split), settings, request.target());
      return learner.result() instanceof PlanResult.DoesNotFit tooBig ? tooBig.missing() : 0;
    } catch (RepriseException e) {
      return Long.MAX_VALUE;
    }
  }
}
