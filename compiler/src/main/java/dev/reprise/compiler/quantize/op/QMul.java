package dev.reprise.compiler.quantize.op;

import dev.reprise.compiler.quantize.Requant;

/** Product of two tensors, N6.5; either may broadcast to the output shape (NumPy rules). */
public record QMul(Requant requant, int low, int high) implements QOp {}
