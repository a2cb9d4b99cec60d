package dev.reprise.compiler.quantize.op;

import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.quantize.Requant;
import java.util.SortedMap;

/** Mean over each 2-D window, N6.3. {@code requant} has one entry per tap count that occurs; fused clamp [low, high] in codes. */
public record QAveragePool(Window window, boolean countIncludePad, SortedMap<Integer, Requant> requant, int low, int high) implements QOp {}
