package dev.reprise.simulators.pulp;

/** RV32IM arithmetic. */
final class IntegerExecutor {
  private IntegerExecutor() {}

  static void execute(Core c, Instruction i) {
    int[] x = c.x;
    int a = x[i.rs1];
    int b = x[i.rs2];
    switch (i.op) {
      case LUI -> x[i.rd] = i.imm;
      case AUIPC -> x[i.rd] = c.pc + i.imm;
      case ADDI -> x[i.rd] = a + i.imm;
      case SLTI -> x[i.rd] = a < i.imm ? 1 : 0;
      case SLTIU -> x[i.rd] = Integer.compareUnsigned(a, i.imm) < 0 ? 1 : 0;
      case XORI -> x[i.rd] = a ^ i.imm;
      case ORI -> x[i.rd] = a | i.imm;
      case ANDI -> x[i.rd] = a & i.imm;
      case SLLI -> x[i.rd] = a << i.imm;
      case SRLI -> x[i.rd] = a >>> i.imm;
      case SRAI -> x[i.rd] = a >> i.imm;
      case ADD -> x[i.rd] = a + b;
      case SUB -> x[i.rd] = a - b;
      case SLL -> x[i.rd] = a << b;
      case SLT -> x[i.rd] = a < b ? 1 : 0;
      case SLTU -> x[i.rd] = Integer.compareUnsigned(a, b) < 0 ? 1 : 0;
      case XOR -> x[i.rd] = a ^ b;
      case SRL -> x[i.rd] = a >>> b;
      case SRA -> x[i.rd] = a >> b;
      case OR -> x[i.rd] = a | b;
      case AND -> x[i.rd] = a & b;
      case FENCE -> {
        // one port per core and no write buffers: nothing to order
      }
      default -> multiply(c, i, a, b);
    }
  }

  private static void multiply(Core c, Instruction i, int a, int b) {
    c.x[i.rd] =
        switch (i.op) {
          case MUL -> a * b;
          case MULH -> (int) ((long) a * b >> 32);
          case MULHSU -> (int) ((long) a * (b & 0xffffffffL) >> 32);
          case MULHU -> (int) ((a & 0xffffffffL) * (b & 0xffffffffL) >>> 32);
          case DIV -> b == 0 ? -1 : a / b;
          case DIVU -> b == 0 ? -1 : Integer.divideUnsigned(a, b);
          case REM -> b == 0 ? a : a % b;
          case REMU -> b == 0 ? a : Integer.remainderUnsigned(a, b);
          default -> throw new IllegalStateException(i.op.name());
        };
    switch (i.op) {
      case MUL -> {
        c.delay(Cause.STALL, Timing.MUL_EXTRA);
        c.hazard = i.rd;
      }
      case MULH, MULHSU, MULHU -> c.delay(Cause.STALL, Timing.MULH_EXTRA);
      default -> c.delay(Cause.STALL, Timing.divideExtra(b, i.op == Op.DIV || i.op == Op.REM));
    }
  }
}
