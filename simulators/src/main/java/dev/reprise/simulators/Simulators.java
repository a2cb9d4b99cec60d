package dev.reprise.simulators;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import java.util.List;
import java.util.stream.Collectors;

/** The simulators there are. */
public final class Simulators {
  private static final List<Simulator> ALL = List.of(new HostProcess(), new PulpSimulator(), new GvsocSimulator(), new QemuSimulator(), new RenodeSimulator());

  private Simulators() {}

  public static List<Simulator> all() {
    return ALL;
  }

  /** @throws RepriseException RP1906 for an unknown name */
  public static Simulator named(String name) {
    return ALL.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow(() -> RepriseException.of(
        SimulatorError.UNKNOWN, name, ALL.stream().map(Simulator::name).collect(Collectors.joining(", "))));
  }

  /**
   * The first simulator that can run {@code target}.
   *
   * @throws RepriseException RP1902 where there is none
   */
  public static Simulator forTarget(Target target) {
    return ALL.stream().filter(s -> s.supports(target)).findFirst().orElseThrow(() -> RepriseException.of(
        SimulatorError.NOT_FOR_TARGET, target.name(), ALL.stream().map(Simulator::name).collect(Collectors.joining(" or ")), target.name()));
  }
}
