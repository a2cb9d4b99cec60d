package dev.reprise.compiler.quantize;

import java.util.List;

/**
 * A weighted operator in integers.
 *
 * @param codes [M, ...] signed 8-bit
 * @param scales [M]
 * @param bias [M] at scale {@code S_x*scales[m]}
 * @param requant [M]
 * @param output parameters of the result; wider than asked for where the accumulator would not have fitted
 */
record IntegerWeights(byte[] codes, float[] scales, int[] bias, List<Requant> requant, QParams output) {}
