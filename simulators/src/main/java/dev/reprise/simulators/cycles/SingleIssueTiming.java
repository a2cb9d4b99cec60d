package dev.reprise.simulators.cycles;

import java.util.List;

/** One instruction after another, with loads that overlap (Cortex-M4). */
final class SingleIssueTiming implements BlockTiming {
  private final TimingTable table;

  SingleIssueTiming(TimingTable table) {
    this.table = table;
  }

  @Override
  public Cost cost(List<Instruction> block) {
    int cycles = 0;
    int stalls = 0;
    Instruction before = null;
    TimingTable.Row row = null;
    for (Instruction i : block) {
      TimingTable.Row rowBefore = row;
      row = table.row(i.kind());
      boolean overlaps = before != null && row.behind().contains(before.kind()) && (before.results() & i.address()) == 0;
      cycles += overlaps ? row.following() : row.cycles() + row.perRegister() * i.moved();
      if (before != null && (before.results() & i.reads()) != 0) {
        stalls += rowBefore.fpUse();
      }
      before = i;
    }
    return new Cost(cycles, cycles + (row == null ? 0 : row.taken()), stalls);
  }
}
