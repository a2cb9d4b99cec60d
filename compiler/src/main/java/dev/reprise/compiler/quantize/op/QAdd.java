package dev.reprise.compiler.quantize.op;

/**
 * Sum of two tensors of one shape, N6.4.
 *
 * @param ma multiplier of the first operand
 * @param mb multiplier of the second (negative for a difference)
 * @param r common right shift, 1..22
 */
public record QAdd(int ma, int mb, int r, int low, int high) implements QOp {}
