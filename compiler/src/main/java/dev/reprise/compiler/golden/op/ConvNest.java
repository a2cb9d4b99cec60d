package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;

/**
 * The loop nest of a convolution: sample, output channel, input channel of the group, kernel row, kernel column, output row, with a row of
 * output pixels innermost. Whatever the body does, each element meets its terms in the documented order (N2): an output element input channel
 * first, an input gradient output channel first, a weight gradient output row first. Taps in the padding are left out.
 */
public record ConvNest(Plane plane, int batch, int inChannels, int outChannels, int groups) {
  /** What is done with a row of {@code n} output pixels at {@code yo} and the input pixels at {@code xo} that weight {@code k} joins them to. */
  public interface Row {
    void at(int k, int n, int xo, int yo);
  }

  public static ConvNest of(Window window, int groups, Shape in, Shape out) {
    return new ConvNest(Plane.of(window, in, out).flattened(), out.dim(0), in.dim(1), out.dim(1), groups);
  }

  /** Elements of one output channel. */
  public int outSize() {
    return plane.outSize();
  }

  /** Distance of the input pixels of two neighbours in a row of output pixels. */
  public int xStep() {
    return plane.strideW();
  }

  public void walk(Row row) {
    int perGroup = inChannels / groups;
    int outPerGroup = outChannels / groups;
    int taps = plane.kernelH() * plane.kernelW();
    for (int s = 0; s < batch; s++) {
      for (int oc = 0; oc < outChannels; oc++) {
        int yPlane = (s * outChannels + oc) * plane.outSize();
        for (int ic = 0; ic < perGroup; ic++) {
          int xPlane = (s * inChannels + oc / outPerGroup * perGroup + ic) * plane.inSize();
          taps(row, (oc * perGroup + ic) * taps, xPlane, yPlane);
        }
      }
    }
  }

  private void taps(Row row, int firstWeight, int xPlane, int yPlane) {
    int k = firstWeight;
    for (int kr = 0; kr < plane.kernelH(); kr++) {
      for (int kc = 0; kc < plane.kernelW(); kc++, k++) {
        int c = plane.firstColumn(kc);
        int n = plane.endColumn(kc) - c;
        for (int r = plane.firstRow(kr); n > 0 && r < plane.endRow(kr); r++) {
          row.at(k, n, xPlane + plane.inRow(r, kr) * plane.inW() + plane.inColumn(c, kc), yPlane + r * plane.outW() + c);
        }
      }
    }
  }
}
