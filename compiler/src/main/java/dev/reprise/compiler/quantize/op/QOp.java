package dev.reprise.compiler.quantize.op;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** An integer operator of the frozen stage; its formula is in docs/numerics.md, N6. All tensors are unsigned 8-bit codes, batch 1. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "op")
public sealed interface QOp
    permits QAdd, QAveragePool, QConcat, QConstant, QConv, QLinear, QMaxPool, QMul, QPad, QReshape, QTable, QTranspose {}
