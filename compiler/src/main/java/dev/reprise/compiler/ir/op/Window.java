package dev.reprise.compiler.ir.op;

import dev.reprise.compiler.ir.Shape;
import java.util.List;

/**
 * A sliding window over one or two spatial axes. Lists have one entry per spatial axis, {@code padsBegin} and {@code padsEnd} in elements.
 */
public record Window(
    List<Integer> kernel, List<Integer> strides, List<Integer> dilations, List<Integer> padsBegin, List<Integer> padsEnd, boolean ceil) {

  public Window {
    kernel = List.copyOf(kernel);
    strides = List.copyOf(strides);
    dilations = List.copyOf(dilations);
    padsBegin = List.copyOf(padsBegin);
    padsEnd = List.copyOf(padsEnd);
  }

  /** A square 2-D window without dilation. */
  public static Window square(int kernel, int stride, int pad) {
    return new Window(
        List.of(kernel, kernel), List.of(stride, stride), List.of(1, 1), List.of(pad, pad), List.of(pad, pad), false);
  }

  public int spatialRank() {
    return kernel.size();
  }

  /** Extent of the dilated window on spatial axis {@code i}. */
  public int extent(int i) {
    return (kernel.get(i) - 1) * dilations.get(i) + 1;
  }

  /**
   * Output size on spatial axis {@code i} for input size {@code in}. With {@code ceil} a last window that would start in the end padding is
   * dropped, as ONNX and PyTorch do.
   *
   * @throws IllegalArgumentException where no window fits
   */
  public int output(int i, int in) {
    int span = in + padsBegin.get(i) + padsEnd.get(i) - extent(i);
    if (span < 0) {
      throw new IllegalArgumentException(
          "window of extent " + extent(i) + " does not fit the padded input of " + (span + extent(i)) + " on spatial axis " + i);
    }
    int stride = strides.get(i);
    int out = (ceil ? (span + stride - 1) / stride : span / stride) + 1;
    if (ceil && (out - 1) * stride >= in + padsBegin.get(i)) {
      out--;
    }
    return out;
  }

  /** The NC... shape of the output for an NC... input and {@code channels} output channels. */
  Shape output(Shape input, int channels) {
    if (input.rank() != spatialRank() + 2) {
      throw new IllegalArgumentException("a " + spatialRank() + "-D window needs an input of rank " + (spatialRank() + 2) + ", not " + input);
    }
    int[] dims = input.dims();
    dims[1] = channels;
    for (int i = 0; i < spatialRank(); i++) {
      dims[i + 2] = output(i, dims[i + 2]);
    }
    return Shape.of(dims);
  }
}
