package dev.reprise.host.bench;

import dev.reprise.compiler.CompileRequest;
import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.Compiler;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.measure.CycleMeasurement;
import dev.reprise.host.measure.KernelCode;
import dev.reprise.host.measure.KernelCycles;
import dev.reprise.simulators.cycles.Cycles;
import java.nio.file.Path;
import java.util.Map;

/** Compiles whole networks, all layers but the classifier frozen, and counts the frozen stage of the firmware. */
final class NetworkBench {
  /** Enough for a learner around the frozen stage; the figures do not depend on it. */
  private static final int SAMPLES = 1;

  private final Path home;
  private final Target target;
  private final double limit;

  /** @param limit cycles of a multiply-accumulate of codes */
  NetworkBench(Path home, Target target, double limit) {
    this.home = home;
    this.target = target;
    this.limit = limit;
  }

  BenchReport.Network run(ReferenceNetwork network, Path folder) {
    Graph graph = network.build().get();
    LearnerSettings settings = LearnerSettings.defaults().withSlots(SAMPLES).withEvents(SAMPLES, SAMPLES);
    CompileRequest request =
        new CompileRequest(
            Path.of(network.name()), network.name(), Map.of(), settings, CalibrationMethod.MIN_MAX, ReferenceNetwork.calibration(graph), null, target,
            target.accumulate().get(0));
    Compiled compiled = new Compiler(home).compile(FrontEnd.of(graph), request, step -> {});
    compiled.files().write(folder);
    KernelCycles taken = CycleMeasurement.measure(folder, target, home, SAMPLES);
    String frozen = Phase.FROZEN_FORWARD.title();
    long runs = taken.calls().stream().filter(c -> c.phase().equals(frozen)).mapToLong(KernelCycles.Call::count).min().orElse(1);
    Cycles all = taken.phases().stream().filter(p -> p.phase().equals(frozen)).findFirst().orElseThrow().total();
    long macs = compiled.report().learner().frozenMacs();
    double perMac = (double) all.cycles() / runs / macs;
    return new BenchReport.Network(
        network.title(), macs, all.instructions() / runs, all.cycles() / runs, perMac, limit, perMac / limit, KernelCode.bytes(folder));
  }
}
