package dev.reprise.compiler.quantize.op;

/** The same codes under the output tensor's shape. */
public record QReshape() implements QOp {}
