package dev.reprise.simulators.pulp;

/**
 * A decoded instruction. Decoders fill it once, executors only read it.
 *
 * <p>{@link #rd} is 32 where the encoding says x0: results for x0 go to a register that nothing reads, which spares a test per
 * instruction.
 */
final class Instruction {
  static final int DISCARD = 32;

  /** The second operand of packed operations: a register, its lowest element in all places, or {@link #imm}, which has the element in all places. */
  enum Second { REGISTER, HALF, BYTE, IMMEDIATE }

  final Op op;
  /** The expanded 32-bit word, for reports. */
  final int word;
  /** Bytes of the encoding: 2 for compressed ones. */
  final int size;
  final int rd;
  final int rs1;
  final int rs2;
  int rs3;
  /** Immediate, offset, CSR number or shift, sign-extended as the instruction says. */
  int imm;
  /** Second immediate: compared value of p.beqimm, field length of p.extract, body length of lp.setupi, rounding mode of floats. */
  int imm2;
  Second second = Second.REGISTER;
  /** What the unit for divisions and roots of floats takes; 0 for any other instruction. */
  int divideCycles;
  /** Loads and stores: 1, 2 or 4. */
  int bytes;
  boolean signed;
  /** Address is rs1 alone, which is then moved by imm, or by {@link #rs3} where {@link #registerIncrement} is set. */
  boolean postIncrement;
  boolean registerIncrement;
  /** Bit r: register r is read (for load-use stalls); bit 0 is never set. */
  int sources;
  /** Where profiles count it. */
  int function;
  /** Begins a function that changes the region ({@link RegionAccount}), and one that enters it anew. */
  boolean changesRegion;
  boolean entersRegion;

  Instruction(Op op, int word, int size) {
    this.op = op;
    this.word = word;
    this.size = size;
    int d = word >>> 7 & 31;
    rd = d == 0 ? DISCARD : d;
    rs1 = word >>> 15 & 31;
    rs2 = word >>> 20 & 31;
  }

  Instruction imm(int value) {
    imm = value;
    return this;
  }

  Instruction imm2(int value) {
    imm2 = value;
    return this;
  }

  Instruction second(Second value) {
    second = value;
    return this;
  }

  /** In traces and reports. */
  String mnemonic() {
    String name = op.mnemonic();
    String form = second == Second.REGISTER ? "" : second == Second.IMMEDIATE ? ".sci" : ".sc";
    int element = name.lastIndexOf('.');
    return form.isEmpty() ? name : name.substring(0, element) + form + name.substring(element);
  }

  /** Names the registers read. */
  Instruction reads(int... registers) {
    for (int r : registers) {
      sources |= 1 << r & ~1;
    }
    return this;
  }

  Instruction access(int width, boolean signExtend) {
    bytes = width;
    signed = signExtend;
    return this;
  }

  /** Post-increment by {@link #imm}. */
  Instruction post() {
    postIncrement = true;
    return this;
  }

  /** Post-increment by a register. */
  Instruction postBy(int register) {
    postIncrement = true;
    registerIncrement = true;
    rs3 = register;
    return reads(register);
  }

  /** The destination as encoded: 0 for x0. */
  int destination() {
    return rd & 31;
  }

  @Override
  public String toString() {
    return String.format("%-14s x%d, x%d, x%d, %d", mnemonic(), destination(), rs1, rs2, imm);
  }
}
