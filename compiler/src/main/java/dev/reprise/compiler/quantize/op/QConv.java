package dev.reprise.compiler.quantize.op;

import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.quantize.Requant;
import java.util.List;

/**
 * Convolution, N6.2. Input and output zero points are those of the tensors.
 *
 * @param window 2-D always (1-D has height 1)
 * @param outChannels M
 * @param groups divides input channels and M
 * @param weights [M, C/groups, kh, kw] signed 8-bit, -127..127
 * @param bias [M]
 * @param requant [M]
 * @param low fused clamp, code
 * @param high fused clamp, code
 */
public record QConv(
    Window window, int outChannels, int groups, byte[] weights, float[] weightScales, int[] bias, List<Requant> requant, int low, int high)
    implements QOp {
  public QConv {
    requant = List.copyOf(requant);
  }
}
