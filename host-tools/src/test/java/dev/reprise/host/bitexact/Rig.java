package dev.reprise.host.bitexact;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Extension;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import dev.reprise.host.link.Transports;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyResult;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import dev.reprise.simulators.Simulators;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Builds a compiled learner, starts it, and runs it in lockstep with the golden executor. */
public final class Rig {
  public static final Targets TARGETS = new Targets(CompiledNetwork.HOME);

  /** Less optimisation only makes many small builds faster, and must not change a bit either. Inline assembly for a board wants more registers than -O0 leaves it. */
  private static final List<String> QUICK = List.of("-O1", "-g0");

  private static final List<String> QUICKEST = List.of("-O0", "-g0");

  private Rig() {}

  /** The host, given kernels for DSP instructions: they run on the portable twins of these. */
  static Target hostWithDsp() {
    Target t = TARGETS.get("host");
    return new Target(
        t.name(),
        t.description(),
        t.core(),
        Set.of(Extension.DSP),
        t.accumulate(),
        t.memories(),
        t.reservedRam(),
        t.clockHz(),
        t.toolchain(),
        t.simulators(),
        t.storage(),
        t.standIn(),
        t.probe(),
        t.folder());
  }

  /** The host as a cluster of one core with so little L1 that calls fall into many tiles; kernels run on their portable twins, transfers are copies. */
  static Target hostInTiles(long l1) {
    Target t = TARGETS.get("host");
    Cluster cluster = new Cluster(8, 4, 16, l1, 1 << 20, 0, 15, 8, 0);
    return new Target(
        t.name(), t.description(), t.core(), Set.of(Extension.XPULP), t.accumulate(), t.memories(), t.reservedRam(), t.clockHz(), t.toolchain(), t.simulators(), t.storage(), t.standIn(), t.probe(),
        cluster, t.folder());
  }

  /** {@code pulp-open} with all but {@code free} bytes of L1 kept from tiles. */
  static Target clusterInTiles(long free) {
    Target t = TARGETS.get("pulp-open");
    Cluster c = t.cluster();
    return t.with(
        t.memories(), new Cluster(c.workers(), c.fpus(), c.banks(), c.l1(), c.l2(), c.l3(), c.l2Cycles(), c.dmaBytesPerCycle(), c.l3BytesPerCycle(), c.l1() - free));
  }

  static VerifyResult verify(Compiled compiled, Target target, Path folder, EventPlan plan, int samples) {
    compiled.files().write(folder);
    return verifyProject(compiled.model(), target, folder, plan, samples, QUICK);
  }

  /** As {@link #verify} on the host, compiled without optimisation: for tests of very many small networks. */
  static VerifyResult verifyUnoptimised(Compiled compiled, Target host, Path folder, EventPlan plan, int samples) {
    compiled.files().write(folder);
    return verifyProject(compiled.model(), host, folder, plan, samples, QUICKEST);
  }

  /** The project in {@code folder} may have been changed since it was written. */
  static VerifyResult verifyProject(LearnerModel model, Target target, Path folder, EventPlan plan, int samples, List<String> flags) {
    CodedDataset data = noise(model, samples);
    return on(model, target, build(target, folder, flags), client ->
        Verification.run(model, client, plan, LearnSettings.of(model), data, null, LearnListener.NONE));
  }

  /** As {@link #verify}, and infers {@code tested} samples before and after the events too. */
  static VerifyResult verifyAndInfer(Compiled compiled, Target target, Path folder, EventPlan plan, int samples, int tested) {
    LearnerModel model = compiled.model();
    compiled.files().write(folder);
    return on(model, target, build(target, folder, QUICK), client ->
        Verification.run(model, client, plan, LearnSettings.of(model), noise(model, samples), noise(model, tested), LearnListener.NONE));
  }

  /** Builds the project in {@code folder} for the simulator of {@code target}. */
  public static Path build(Target target, Path folder, List<String> flags) {
    return ProjectBuilder.build(folder, target, ProjectBuilder.Image.SIMULATOR, ProjectBuilder.Units.UNITY, flags);
  }

  /** Starts {@code executable} in its simulator, connects to it and runs {@code run}. */
  public static <T> T on(LearnerModel model, Target target, Path executable, Function<LearnerClient, T> run) {
    SimulatorOptions options = SimulatorOptions.defaults().withTimeLimit(Duration.ofMinutes(5));
    try (SimulatorSession session = Simulators.forTarget(target).start(target, executable, options);
        LearnerClient client =
            LearnerClient.connect(Transports.open(session.link(), target.name()), hash(model), LinkTiming.of(session.link()), LinkListener.NONE)) {
      return run.apply(client);
    }
  }

  static String hash(LearnerModel model) {
    return HexFormat.of().formatHex(ModelArtifact.hash(model));
  }

  /** Uniform noise, coded for {@code model}. */
  public static CodedDataset noise(LearnerModel model, int samples) {
    int[] dims = model.frozen().tensor(model.frozen().input()).shape().dims();
    Shape shape = Shape.of(Arrays.copyOfRange(dims, 1, dims.length));
    return new CodedDataset(new NoiseDataset(shape, samples, model.classes(), 11), model);
  }

  /** Fills the replay memory, then one event of the samples behind. */
  static EventPlan oneEvent(LearnerModel model, int newSamples) {
    int fill = Math.max(0, model.slots() - 2);
    return new EventPlan(range(0, fill), List.of(new EventPlan.Event("event", range(fill, fill + newSamples))));
  }

  public static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }
}
