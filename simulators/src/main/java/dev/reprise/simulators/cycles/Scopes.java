package dev.reprise.simulators.cycles;

import java.util.List;

/**
 * Functions whose calls a counted run keeps apart, by call site. Those that the program does not have are left out.
 *
 * @param entries with all that they call
 * @param stages without the entries and stages that they call
 * @param handlers of interrupts: what they run does not belong to the call they interrupt
 */
public record Scopes(List<String> entries, List<String> stages, List<String> handlers) {
  public Scopes {
    entries = List.copyOf(entries);
    stages = List.copyOf(stages);
    handlers = List.copyOf(handlers);
  }

  public static Scopes entries(List<String> functions) {
    return new Scopes(functions, List.of(), List.of());
  }
}
