package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;

/**
 * A sliding window laid over the spatial plane of an NC... tensor: 1-D operators are 2-D ones of height 1 (N2). Input position of tap
 * {@code (kr, kc)} for output {@code (r, c)}: {@code (r*strideH + kr*dilationH - padTop, c*strideW + kc*dilationW - padLeft)}.
 */
public record Plane(
    int inH, int inW, int outH, int outW, int kernelH, int kernelW, int strideH, int strideW, int dilationH, int dilationW, int padTop,
    int padLeft, int padBottom, int padRight) {

  public static Plane of(Window w, Shape in, Shape out) {
    int x = w.spatialRank() - 1;
    boolean flat = x == 0;
    return new Plane(
        flat ? 1 : in.dim(2), in.dim(-1), flat ? 1 : out.dim(2), out.dim(-1),
        flat ? 1 : w.kernel().get(0), w.kernel().get(x), flat ? 1 : w.strides().get(0), w.strides().get(x),
        flat ? 1 : w.dilations().get(0), w.dilations().get(x),
        flat ? 0 : w.padsBegin().get(0), w.padsBegin().get(x), flat ? 0 : w.padsEnd().get(0), w.padsEnd().get(x));
  }

  /** Whether each output pixel reads the input pixel at its own place only. */
  boolean pointwise() {
    return kernelH == 1 && kernelW == 1 && strideH == 1 && strideW == 1 && padTop == 0 && padLeft == 0 && padBottom == 0 && padRight == 0;
  }

  /** The same plane seen as one row where it is {@link #pointwise()}: fewer, longer rows for {@link Mac}. */
  Plane flattened() {
    return pointwise() ? new Plane(1, inH * inW, 1, outH * outW, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0) : this;
  }

  public int inSize() {
    return inH * inW;
  }

  public int outSize() {
    return outH * outW;
  }

  public int inRow(int outRow, int kernelRow) {
    return outRow * strideH + kernelRow * dilationH - padTop;
  }

  public int inColumn(int outColumn, int kernelColumn) {
    return outColumn * strideW + kernelColumn * dilationW - padLeft;
  }

  public boolean inside(int row, int column) {
    return row >= 0 && row < inH && column >= 0 && column < inW;
  }

  /** Whether a position lies inside the input with its pads. */
  public boolean insidePadded(int row, int column) {
    return row >= -padTop && row < inH + padBottom && column >= -padLeft && column < inW + padRight;
  }

  /** Taps of the window at an output position that are inside the input, or inside the padded input. */
  public int taps(boolean includePad, int row, int column) {
    int count = 0;
    for (int kr = 0; kr < kernelH; kr++) {
      for (int kc = 0; kc < kernelW; kc++) {
        int r = inRow(row, kr);
        int c = inColumn(column, kc);
        if (includePad ? insidePadded(r, c) : inside(r, c)) {
          count++;
        }
      }
    }
    return count;
  }

  /** First output row whose tap {@code kernelRow} is inside the input. */
  int firstRow(int kernelRow) {
    return first(kernelRow * dilationH - padTop, strideH, outH);
  }

  /** One past the last such row. */
  int endRow(int kernelRow) {
    return end(kernelRow * dilationH - padTop, strideH, inH, outH);
  }

  int firstColumn(int kernelColumn) {
    return first(kernelColumn * dilationW - padLeft, strideW, outW);
  }

  int endColumn(int kernelColumn) {
    return end(kernelColumn * dilationW - padLeft, strideW, inW, outW);
  }

  /** Smallest o in 0..out with o*stride + shift >= 0. */
  private static int first(int shift, int stride, int out) {
    return Math.min(out, Math.max(0, -Math.floorDiv(shift, stride)));
  }

  /** One past the largest o in 0..out-1 with o*stride + shift < in. */
  private static int end(int shift, int stride, int in, int out) {
    return Math.max(0, Math.min(out, Math.floorDiv(in - 1 - shift, stride) + 1));
  }
}
