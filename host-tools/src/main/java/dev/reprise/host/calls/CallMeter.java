package dev.reprise.host.calls;

import dev.reprise.compiler.target.Target;
import java.nio.file.Path;
import java.util.List;

/** Takes the cycles of kernel calls by running them. */
public interface CallMeter {
  /**
   * Cycles of each of {@code calls}, made one after the other by one program.
   *
   * @throws dev.reprise.compiler.diag.RepriseException where the program cannot be built or does not end well
   */
  List<Long> cycles(List<MeteredCall> calls);

  /** {@code estimated} or {@code measured}. */
  String cyclesAre();

  /** How they come about, in a sentence. */
  String method();

  /**
   * The meter of {@code target}'s simulator.
   *
   * @param home the repository
   * @throws dev.reprise.compiler.diag.RepriseException RP1902 for a target that has no simulator with cycles
   */
  static CallMeter of(Path home, Target target) {
    return target.cluster() == null ? new CountedCalls(home, target) : new ClusterCalls(home, target);
  }
}
