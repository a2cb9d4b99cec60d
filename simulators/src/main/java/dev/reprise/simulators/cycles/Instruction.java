package dev.reprise.simulators.cycles;

/**
 * One instruction, with the registers that order it among its neighbours ({@link RegisterSet} bits). Flags are not followed.
 *
 * @param mnemonic without width and type
 * @param reads all registers it reads
 * @param address those of {@code reads} that form an address
 * @param accumulator those of {@code reads} that a product is added to
 * @param writes all registers it writes
 * @param base those of {@code writes} that are an address moved on
 * @param moved 32-bit registers that it loads or stores
 */
record Instruction(
    long at, int size, String mnemonic, InstructionClass kind, long reads, long address, long accumulator, long writes, long base, int moved) {
  /** What it loads or computes. */
  long results() {
    return writes & ~base;
  }
}
