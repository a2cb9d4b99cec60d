package dev.reprise.compiler.quantize.op;

import dev.reprise.compiler.ir.op.Window;

/** Maximum code over each 2-D window, N6.7; input and output share scale and zero point. */
public record QMaxPool(Window window) implements QOp {}
