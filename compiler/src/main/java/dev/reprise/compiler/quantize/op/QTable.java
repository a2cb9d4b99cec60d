package dev.reprise.compiler.quantize.op;

/** A function of one code, N6.6: {@code table[q]}, 256 entries of unsigned codes. */
public record QTable(byte[] table) implements QOp {}
