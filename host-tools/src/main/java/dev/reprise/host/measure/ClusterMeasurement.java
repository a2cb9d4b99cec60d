package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.report.CompileReport.KernelCall;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.device.ProfilePlace;
import dev.reprise.simulators.SimulatorError;
import dev.reprise.simulators.pulp.Cause;
import dev.reprise.simulators.pulp.PulpConfig;
import dev.reprise.simulators.pulp.PulpImage;
import dev.reprise.simulators.pulp.PulpMachine;
import dev.reprise.simulators.pulp.PulpOutcome;
import dev.reprise.simulators.pulp.PulpProfile;
import dev.reprise.simulators.pulp.RegionProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Runs a project's learner on the built-in simulator of its cluster and says what each layer and phase takes. The firmware is that of {@code measure --on-device}: the simulator follows its calls of
 * {@code rp_profile.h}.
 */
public final class ClusterMeasurement {
  private static final long MOST_CYCLES = 100_000_000_000L;
  /** Share of its cycles in which the team must issue instructions to have worked. */
  private static final double LEAST_WORK = 0.01;

  private final Target target;
  private final LearnerModel model;
  private final List<KernelCall> calls;
  private final Map<Integer, RegionProfile> regions = new HashMap<>();

  private ClusterMeasurement(Target target, LearnerModel model, List<KernelCall> calls, List<RegionProfile> regions) {
    this.target = target;
    this.model = model;
    this.calls = calls;
    regions.forEach(r -> this.regions.put(r.number(), r));
  }

  /**
   * Measures.
   *
   * @param samples of the event, and put into the replay memory, where the model takes so many
   * @throws RepriseException RP1909 where the run fails
   */
  public static ClusterCycles measure(Path project, Target target, LearnerModel model, int samples) {
    try {
      List<KernelCall> calls = ReportedCalls.read(project);
      PulpMachine machine = new PulpMachine(PulpConfig.of(target.cluster()), PulpImage.read(CycleProgram.buildProfiled(project, target, samples)));
      machine.regions(Set.of("rp_profile_enter"), Set.of("rp_profile_leave"), calls.size() + ProfilePlace.OUTSIDE.ordinal());
      PulpOutcome outcome = machine.run(MOST_CYCLES);
      if (outcome.end() != PulpOutcome.End.EXIT || outcome.code() != 0) {
        throw RepriseException.of(SimulatorError.PROGRAM_FAILED, target.name(), outcome.report() + machine.output());
      }
      PulpProfile profile = machine.profile();
      return new ClusterMeasurement(target, model, calls, profile.regions()).result(samples, profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ClusterCycles result(int samples, PulpProfile profile) {
    List<ClusterCycles.Call> rows = new ArrayList<>();
    long placed = entries(place(ProfilePlace.UNPACK));
    for (int i = 0; i < calls.size(); i++) {
      KernelCall call = calls.get(i);
      // the latent of the inference goes forward but is not trained
      long made = call.phase().equals(Phase.FROZEN_FORWARD.title()) ? entries(i) : call.phase().equals(Phase.FORWARD.title()) ? placed : placed - 1;
      rows.add(new ClusterCycles.Call(call.phase(), call.node(), call.kernel(), entries(i), call.macs() * made, work(i)));
    }
    for (ProfilePlace p : List.of(ProfilePlace.PACK, ProfilePlace.UNPACK, ProfilePlace.UPDATE, ProfilePlace.LEARNER, ProfilePlace.LINK)) {
      rows.add(new ClusterCycles.Call(DeviceMeasurement.phase(p), "(all)", p.name().toLowerCase(Locale.ROOT), entries(place(p)), 0, work(place(p))));
    }
    List<ClusterCycles.Phase> phases =
        WorkPhase.TITLES.stream()
            .map(title -> new ClusterCycles.Phase(title, rows.stream().filter(c -> c.phase().equals(title)).map(ClusterCycles.Call::work).reduce(ClusterCycles.Work.NONE, ClusterCycles.Work::plus)))
            .toList();
    long rest = work(place(ProfilePlace.OUTSIDE)).cycles() + work(place(ProfilePlace.LINE)).cycles();
    WorkCycles taken = WorkCycles.of(CycleRow.of(rows), model, model.eventMax());
    return new ClusterCycles(
        target.name(), target.cluster().workers(), samples, rows, phases, rest, profile.l3Bytes(), profile.l3Cycles(), taken.inference(), taken.minibatchSamples(), taken.minibatch());
  }

  private int place(ProfilePlace place) {
    return calls.size() + place.ordinal();
  }

  private long entries(int region) {
    return regions.containsKey(region) ? regions.get(region).entries() : 0;
  }

  private ClusterCycles.Work work(int region) {
    RegionProfile r = regions.get(region);
    if (r == null) {
      return ClusterCycles.Work.NONE;
    }
    int workers = target.cluster().workers();
    Map<Cause, Double> team = r.causesOf(0, workers);
    // at the end of a fork the team's last instructions may fall into what follows
    boolean alone = team.getOrDefault(Cause.ISSUE, 0.0) < LEAST_WORK * r.cycles();
    return new ClusterCycles.Work(r.cycles(), alone ? 1 : workers, alone ? r.causesOf(workers, workers + 1) : team, r.dmaBytes(), r.dmaCycles(), r.dmaHiddenCycles());
  }
}
