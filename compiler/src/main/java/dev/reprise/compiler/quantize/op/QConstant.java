package dev.reprise.compiler.quantize.op;

/** Constant codes (an operand of {@link QAdd} or {@link QMul} that did not fold); no inputs. */
public record QConstant(byte[] codes) implements QOp {}
