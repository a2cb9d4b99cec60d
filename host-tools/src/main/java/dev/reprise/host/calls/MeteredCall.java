package dev.reprise.host.calls;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.tile.FarBuffers;
import java.util.stream.Collectors;

/**
 * A kernel call whose cycles are wanted.
 *
 * @param schedule that it is part of, with its constants
 * @param samples that it is made with
 * @param far buffers that lie in L3
 */
public record MeteredCall(Schedule schedule, Call call, int samples, FarBuffers far) {
  /** With all operands beside the cores. */
  public MeteredCall(Schedule schedule, Call call, int samples) {
    this(schedule, call, samples, FarBuffers.NONE);
  }

  /** What its time depends on: equal for calls of one kernel with the same geometry, sizes and memories of operands, and samples. */
  public String work() {
    return call.kernel() + " x" + samples + call.arguments().stream().map(this::text).collect(Collectors.joining(", ", "(", ")"));
  }

  private String text(Argument a) {
    if (!(a instanceof Argument.Pointer p)) {
      return a.toString();
    }
    return p.access() + " " + p.buffer().kind() + " " + p.buffer().type() + " " + p.buffer().elements() + (far.holds(p.buffer()) ? " far" : "");
  }
}
