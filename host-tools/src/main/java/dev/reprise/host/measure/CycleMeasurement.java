package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.report.CompileReport.KernelCall;
import dev.reprise.compiler.target.Target;
import dev.reprise.simulators.SimulatorError;
import dev.reprise.simulators.cycles.BlockCounts;
import dev.reprise.simulators.cycles.CountedRun;
import dev.reprise.simulators.cycles.CountingPlugin;
import dev.reprise.simulators.cycles.CycleEstimate;
import dev.reprise.simulators.cycles.Cycles;
import dev.reprise.simulators.cycles.Disassembly;
import dev.reprise.simulators.cycles.Scopes;
import dev.reprise.simulators.cycles.TimingTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Runs a project's learner on its emulated board and says what each layer and phase takes. */
public final class CycleMeasurement {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
  /** Samples of a measurement, unless told otherwise. */
  public static final int SAMPLES = 8;

  private final Target target;
  private final CycleEstimate estimate;
  private final List<KernelCall> calls;
  private final int samples;

  private CycleMeasurement(Target target, CycleEstimate estimate, List<KernelCall> calls, int samples) {
    this.target = target;
    this.estimate = estimate;
    this.calls = calls;
    this.samples = samples;
  }

  /**
   * @param home the repository
   * @param samples of the event, and put into the replay memory, where the model takes so many
   * @throws RepriseException RP1902 without an emulated board, RP1910 without timing table, RP1914 where the run fails
   */
  public static KernelCycles measure(Path project, Target target, Path home, int samples) {
    String machine =
        target.simulator("qemu").map(s -> s.get("machine")).orElseThrow(() -> RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), "qemu", target.name()));
    TimingTable table = TimingTable.of(target, home);
    try {
      List<KernelCall> calls = ReportedCalls.read(project);
      Path elf = CycleProgram.build(project, target, samples);
      Disassembly code = Disassembly.of(elf, target.toolchain().prefix());
      BlockCounts counts = CountedRun.run(CountingPlugin.of(home), machine, elf, code, scopes(calls, code), TIME_LIMIT);
      return new CycleMeasurement(target, CycleEstimate.of(counts, code, table), calls, samples).result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Scopes scopes(List<KernelCall> calls, Disassembly code) {
    Set<String> entries = new LinkedHashSet<>();
    calls.forEach(c -> entries.add(c.kernel()));
    code.functions().stream().filter(f -> WorkPhase.ofLearnerKernel(f) != null).forEach(entries::add);
    entries.add(CycleProgram.WRITE);
    List<String> stages = new ArrayList<>(WorkPhase.LEARNER_FUNCTIONS);
    stages.add(WorkPhase.LINK_FUNCTION);
    return new Scopes(List.copyOf(entries), stages, List.of());
  }

  private KernelCycles result() {
    List<KernelCycles.Call> rows = new ArrayList<>();
    Set<String> done = new LinkedHashSet<>();
    for (KernelCall call : calls) {
      List<CycleEstimate.Scope> sites = sites(call.kernel());
      List<KernelCall> same = calls.stream().filter(c -> c.kernel().equals(call.kernel())).toList();
      if (sites.size() == same.size()) {
        CycleEstimate.Scope site = sites.get(position(same, call));
        rows.add(new KernelCycles.Call(call.phase(), call.node(), call.kernel(), site.calls(), site.total()));
      } else if (done.add(call.kernel()) && !sites.isEmpty()) {
        rows.add(joined(call.phase(), call.kernel(), sites));
      }
    }
    around(rows);
    return KernelCycles.of(estimate.core(), target.standInNote("qemu").orElse(null), samples, rows, estimate.scopes().get(0).total());
  }

  /** What the learner calls, the learner and the link. */
  private void around(List<KernelCycles.Call> rows) {
    Set<String> kernels = new TreeSet<>();
    estimate.scopes().stream().map(CycleEstimate.Scope::entry).filter(e -> WorkPhase.ofLearnerKernel(e) != null).forEach(kernels::add);
    kernels.forEach(kernel -> rows.add(joined(WorkPhase.ofLearnerKernel(kernel).title(), kernel, estimate.callsOf(kernel))));
    WorkPhase.LEARNER_FUNCTIONS.stream()
        .filter(function -> !estimate.callsOf(function).isEmpty())
        .forEach(function -> rows.add(joined(WorkPhase.LEARNER, function, estimate.callsOf(function))));
    rows.add(joined(WorkPhase.LINK, WorkPhase.LINK_FUNCTION, estimate.callsOf(WorkPhase.LINK_FUNCTION)));
  }

  /** The calls of {@code kernel} in the order of the program: the model's functions stand in the order in which they run. */
  private List<CycleEstimate.Scope> sites(String kernel) {
    List<String> order = List.of("rp_model_frozen", "rp_model_forward", "rp_model_loss", "rp_model_backward");
    return estimate.callsOf(kernel).stream()
        .sorted(Comparator.comparingInt((CycleEstimate.Scope s) -> order.indexOf(s.caller())).thenComparingLong(CycleEstimate.Scope::site))
        .toList();
  }

  /** By identity: two layers may have equal calls. */
  private static int position(List<KernelCall> same, KernelCall call) {
    for (int i = 0; i < same.size(); i++) {
      if (same.get(i) == call) {
        return i;
      }
    }
    throw new IllegalStateException("the call is one of them");
  }

  private static KernelCycles.Call joined(String phase, String kernel, List<CycleEstimate.Scope> sites) {
    Cycles total = sites.stream().map(CycleEstimate.Scope::total).reduce(Cycles.NONE, Cycles::plus);
    return new KernelCycles.Call(phase, "(all)", kernel, sites.stream().mapToLong(CycleEstimate.Scope::calls).sum(), total);
  }
}
