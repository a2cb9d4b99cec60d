package dev.reprise.simulators.pulp;

/**
 * How a run ended.
 *
 * @param code exit code of the program, 0 unless {@link End#EXIT}
 * @param cycles cycles of the run
 * @param report what happened, in words: the trap with core, function and registers, or what each core waits for; empty after an exit
 */
public record PulpOutcome(End end, int code, long cycles, String report) {
  /** Why a run ended. */
  public enum End { EXIT, TRAP, DEADLOCK, LIMIT, STOPPED }
}
