package dev.reprise.compiler.quantize;

/**
 * Fixed-point multiplier {@code m * 2^(l-32-r)} of N6.1.
 *
 * @param m in [2^30, 2^31)
 * @param l left shift of the accumulator, 0..15
 * @param r right shift of the product, 1..31
 */
public record Requant(int m, int l, int r) {}
