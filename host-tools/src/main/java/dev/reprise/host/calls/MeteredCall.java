package dev.reprise.host.calls;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import java.util.stream.Collectors;

/**
 * A kernel call whose cycles are wanted.
 *
 * @param schedule that it is part of, with its constants
 * @param samples that it is made with
 */
public record MeteredCall(Schedule schedule, Call call, int samples) {

  /** What its time depends on: equal for calls of one kernel with the same geometry, sizes of operands and samples. */
  public String work() {
    return call.kernel() + " x" + samples + call.arguments().stream().map(MeteredCall::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private static String text(Argument a) {
    return a instanceof Argument.Pointer p ? p.access() + " " + p.buffer().kind() + " " + p.buffer().type() + " " + p.buffer().elements() : a.toString();
  }
}
