package dev.reprise.simulators.pulp;

/** Jumps, branches, hardware-loop set-up, CSR accesses, waiting for events. */
final class ControlExecutor {
  private ControlExecutor() {}

  static void execute(Core c, Instruction i) {
    int a = c.x[i.rs1];
    int b = c.x[i.rs2];
    switch (i.op) {
      case JAL -> jump(c, i, c.pc + i.imm);
      case JALR -> jump(c, i, a + i.imm & ~1);
      case BEQ -> branch(c, i, a == b);
      case BNE -> branch(c, i, a != b);
      case BLT -> branch(c, i, a < b);
      case BGE -> branch(c, i, a >= b);
      case BLTU -> branch(c, i, Integer.compareUnsigned(a, b) < 0);
      case BGEU -> branch(c, i, Integer.compareUnsigned(a, b) >= 0);
      case P_BEQIMM -> branch(c, i, a == i.imm2);
      case P_BNEIMM -> branch(c, i, a != i.imm2);
      case LP_STARTI -> c.loops.start[loop(i)] = c.pc + 2 * i.imm;
      case LP_ENDI -> c.loops.end[loop(i)] = c.pc + 2 * i.imm;
      case LP_COUNT -> c.loops.setCount(loop(i), a);
      case LP_COUNTI -> c.loops.setCount(loop(i), i.imm);
      case LP_SETUP -> setup(c, loop(i), i.imm, a);
      case LP_SETUPI -> setup(c, loop(i), i.imm2, i.imm);
      case CSRRW -> csr(c, i, a, true);
      case CSRRS -> csr(c, i, c.csrs.read(i.imm) | a, i.rs1 != 0);
      case CSRRC -> csr(c, i, c.csrs.read(i.imm) & ~a, i.rs1 != 0);
      case CSRRWI -> csr(c, i, i.imm2, true);
      case CSRRSI -> csr(c, i, c.csrs.read(i.imm) | i.imm2, i.imm2 != 0);
      case CSRRCI -> csr(c, i, c.csrs.read(i.imm) & ~i.imm2, i.imm2 != 0);
      case WFI -> c.bus.waitForEvent(c);
      case ECALL -> throw new Trap("ecall: there is no system below the program");
      case EBREAK -> c.bus.breakpoint(c);
      default -> throw new Trap(String.format("illegal instruction 0x%0" + 2 * i.size + "x", i.word));
    }
  }

  private static int loop(Instruction i) {
    return i.destination() & 1;
  }

  private static void setup(Core c, int loop, int offset, int count) {
    c.loops.start[loop] = c.nextPc;
    c.loops.end[loop] = c.pc + 2 * offset;
    c.loops.setCount(loop, count);
  }

  private static void jump(Core c, Instruction i, int target) {
    c.x[i.rd] = c.nextPc;
    c.nextPc = target;
    c.delay(Cause.STALL, Timing.JUMP_EXTRA);
  }

  private static void branch(Core c, Instruction i, boolean taken) {
    c.profile.branches++;
    if (taken) {
      c.profile.takenBranches++;
      c.nextPc = c.pc + i.imm;
      c.delay(Cause.STALL, Timing.TAKEN_BRANCH_EXTRA);
    }
  }

  private static void csr(Core c, Instruction i, int value, boolean write) {
    int old = c.csrs.read(i.imm);
    if (write) {
      c.csrs.write(i.imm, value);
    }
    c.x[i.rd] = old;
  }
}
