package dev.reprise.host.measure;

import java.util.List;

/**
 * Cycles of a kernel or function, estimated or measured.
 *
 * @param count how often it was called
 */
record CycleRow(String phase, String kernel, long count, long cycles) {
  static List<CycleRow> of(KernelCycles taken) {
    return taken.calls().stream().map(c -> new CycleRow(c.phase(), c.kernel(), c.count(), c.total().cycles())).toList();
  }

  static List<CycleRow> of(List<ClusterCycles.Call> calls) {
    return calls.stream().map(c -> new CycleRow(c.phase(), c.kernel(), c.count(), c.work().cycles())).toList();
  }

  static List<CycleRow> of(MeasuredCycles taken) {
    return taken.calls().stream().map(c -> new CycleRow(c.phase(), c.kernel(), c.count(), c.measuredCycles())).toList();
  }
}
