package dev.reprise.host.measure;

import java.util.List;

/** Cycles of the small run that times and energies are computed from, wherever it was counted; {@code are} says how: {@code estimated}, {@code measured}, ... */
public final class RunCycles {
  private final List<CycleRow> rows;
  private final String are;

  private RunCycles(List<CycleRow> rows, String are) {
    this.rows = List.copyOf(rows);
    this.are = are;
  }

  public static RunCycles of(KernelCycles taken) {
    return new RunCycles(CycleRow.of(taken), "estimated");
  }

  public static RunCycles of(MeasuredCycles taken) {
    return new RunCycles(CycleRow.of(taken), "measured");
  }

  public static RunCycles of(ClusterCycles taken) {
    return new RunCycles(CycleRow.of(taken.calls()), "measured on the simulator");
  }

  List<CycleRow> rows() {
    return rows;
  }

  String are() {
    return are;
  }
}
