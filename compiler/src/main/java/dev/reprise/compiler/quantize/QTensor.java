package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Shape;

/**
 * A value of the frozen stage: unsigned 8-bit codes q standing for {@code scale*(q - zeroPoint)} (docs/numerics.md, N6).
 *
 * @param shape static, batch 1, row-major, channels first
 */
public record QTensor(String name, Shape shape, float scale, int zeroPoint) {}
