package dev.reprise.compiler.quantize.op;

/** Joins inputs of equal scale and zero point along {@code axis}, N6.7. */
public record QConcat(int axis) implements QOp {}
