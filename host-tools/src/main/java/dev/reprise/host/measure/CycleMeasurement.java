package dev.reprise.host.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.report.CompileReport;
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

/** Runs a project's learner on its emulated board and says what each layer and phase takes. */
public final class CycleMeasurement {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
  /** Kernels that the learner calls, not the model, by the start of their names. */
  private static final Map<String, Phase> LEARNER_KERNELS =
      Map.of("rp_latent_pack", Phase.LATENT, "rp_latent_unpack", Phase.LATENT, "rp_sgd_", Phase.UPDATE);

  private final CycleEstimate estimate;
  private final List<KernelCall> calls;

  private CycleMeasurement(CycleEstimate estimate, List<KernelCall> calls) {
    this.estimate = estimate;
    this.calls = calls;
  }

  /**
   * @param home the repository
   * @throws RepriseException RP1902 without an emulated board, RP1910 without timing table, RP1914 where the run fails
   */
  public static KernelCycles measure(Path project, Target target, Path home) {
    if (!target.simulators().getOrDefault("qemu", Map.of()).containsKey("machine")) {
      throw RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), "qemu", target.name());
    }
    TimingTable table = TimingTable.of(target, home);
    try {
      List<KernelCall> calls = new ArrayList<>();
      for (var call : new ObjectMapper().readTree(project.resolve(CompileReport.FILE_NAME).toFile()).path("calls")) {
        calls.add(new KernelCall(call.path("node").asText(), call.path("phase").asText(), call.path("kernel").asText(), call.path("macs").asLong()));
      }
      Path elf = CycleProgram.build(project, target);
      Disassembly code = Disassembly.of(elf, target.toolchain().prefix());
      String machine = target.simulators().get("qemu").get("machine");
      BlockCounts counts = CountedRun.run(CountingPlugin.of(home), machine, elf, code, Scopes.entries(entries(calls, code)), TIME_LIMIT);
      return new CycleMeasurement(CycleEstimate.of(counts, code, table), calls).result();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> entries(List<KernelCall> calls, Disassembly code) {
    Set<String> entries = new LinkedHashSet<>();
    calls.forEach(c -> entries.add(c.kernel()));
    code.functions().stream().filter(f -> phaseOf(f) != null).forEach(entries::add);
    return List.copyOf(entries);
  }

  private static Phase phaseOf(String function) {
    return LEARNER_KERNELS.entrySet().stream().filter(e -> function.startsWith(e.getKey())).map(Map.Entry::getValue).findFirst().orElse(null);
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
    Set<String> model = new LinkedHashSet<>(calls.stream().map(KernelCall::kernel).toList());
    Set<String> learner = new LinkedHashSet<>();
    estimate.scopes().stream().map(CycleEstimate.Scope::entry).filter(e -> !e.isEmpty() && !model.contains(e)).forEach(learner::add);
    learner.forEach(kernel -> rows.add(joined(phaseOf(kernel).title(), kernel, estimate.callsOf(kernel))));
    return new KernelCycles(estimate.core(), CycleProgram.SAMPLES, rows, estimate.scopes().get(0).total());
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
