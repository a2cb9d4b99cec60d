package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;

/**
 * An array in flash that a kernel reads.
 *
 * @param suffix appended to the layer's name
 * @param data {@code byte[]} (S8), {@code int[]} (I32), {@code List<Requant>} or {@code List<DspChannel>}
 */
public record Constant(String suffix, DType type, int elements, Object data) {}
