package dev.reprise.simulators.cycles;

import java.util.List;

/** Cycles of a straight run of instructions, by itself: what came before it has ended. */
interface BlockTiming {
  /**
   * @param through where it is left by falling through
   * @param taken where its last instruction jumps
   * @param stalls more cycles in the pessimistic variant
   */
  record Cost(int through, int taken, int stalls) {}

  Cost cost(List<Instruction> block);
}
