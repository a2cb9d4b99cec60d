package dev.reprise.simulators.cycles;

import dev.reprise.simulators.cycles.TimingTable.Unit;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Two instructions a cycle, in order: each waits for its operands, an issue slot and its unit (Cortex-M7). */
final class DualIssueTiming implements BlockTiming {
  private static final int SLOTS = 2;

  private final TimingTable table;

  DualIssueTiming(TimingTable table) {
    this.table = table;
  }

  @Override
  public Cost cost(List<Instruction> block) {
    Issue issue = new Issue();
    block.forEach(issue::add);
    int cycles = block.isEmpty() ? 0 : issue.cycle + 1;
    int taken = block.isEmpty() ? 0 : table.row(block.get(block.size() - 1).kind()).taken();
    return new Cost(cycles, cycles + taken, 0);
  }

  /** The state from one instruction to the next. */
  private final class Issue {
    private final int[] ready = new int[RegisterSet.REGISTERS];
    private final Set<Unit> used = EnumSet.noneOf(Unit.class);
    private int cycle;
    private int issued;

    void add(Instruction i) {
      TimingTable.Row row = table.row(i.kind());
      advance(operandsReady(i, row));
      if (issued == SLOTS || row.unit() != null && used.contains(row.unit())) {
        advance(cycle + 1);
      }
      issued++;
      if (row.unit() != null) {
        used.add(row.unit());
      }
      int occupied = row.registersPerCycle() == 0 ? 1 : Math.max(1, (i.moved() + row.registersPerCycle() - 1) / row.registersPerCycle());
      set(i.results(), cycle + occupied - 1 + row.latency());
      set(i.base(), cycle + 1);
      if (occupied > 1) {
        cycle += occupied - 1;
        issued = SLOTS;
      }
    }

    private int operandsReady(Instruction i, TimingTable.Row row) {
      int at = cycle;
      for (long left = i.reads(); left != 0; left &= left - 1) {
        long register = Long.lowestOneBit(left);
        int late = (i.accumulator() & register) != 0 ? row.lateAccumulator() : (i.address() & register) == 0 ? row.lateData() : 0;
        at = Math.max(at, ready[Long.numberOfTrailingZeros(register)] - late);
      }
      return at;
    }

    private void advance(int to) {
      if (to > cycle) {
        cycle = to;
        issued = 0;
        used.clear();
      }
    }

    private void set(long registers, int at) {
      for (long left = registers; left != 0; left &= left - 1) {
        ready[Long.numberOfTrailingZeros(left)] = at;
      }
    }
  }
}
