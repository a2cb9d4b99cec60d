package dev.reprise.compiler.quantize.op;

import dev.reprise.compiler.quantize.Requant;
import java.util.List;

/** Fully connected, N6.2: input [..., K], weights [M, K] signed 8-bit, bias [M], requant [M]; fused clamp [low, high] in codes. */
public record QLinear(int outFeatures, byte[] weights, float[] weightScales, int[] bias, List<Requant> requant, int low, int high)
    implements QOp {
  public QLinear {
    requant = List.copyOf(requant);
  }
}
