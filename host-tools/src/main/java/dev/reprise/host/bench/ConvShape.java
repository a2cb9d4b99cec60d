package dev.reprise.host.bench;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.models.LayerNetwork;
import java.util.List;

/**
 * A 2-D convolution; a 1-D one has height 1.
 *
 * @param first whether it reads the sample itself, as the first layer of a network does
 */
record ConvShape(boolean first, int inChannels, int height, int width, int outChannels, Window window, int groups) implements LayerShape {

  static ConvShape pointwise(int in, int out, int height, int width) {
    return new ConvShape(false, in, height, width, out, Window.square(1, 1, 0), 1);
  }

  static ConvShape depthwise(int channels, int height, int width, Window window) {
    return new ConvShape(false, channels, height, width, channels, window, channels);
  }

  /** A window without dilation: {@code pads} are top, left, bottom, right. */
  static Window window(int kernelHeight, int kernelWidth, int stride, int... pads) {
    return new Window(
        List.of(kernelHeight, kernelWidth), List.of(stride, stride), List.of(1, 1), List.of(pads[0], pads[1]), List.of(pads[2], pads[3]), false);
  }

  @Override
  public Graph network() {
    return LayerNetwork.conv(first, inChannels, height, width, outChannels, window, groups, 1);
  }

  @Override
  public long macs() {
    return outputs() * products();
  }

  @Override
  public long weights() {
    return (long) outChannels * products();
  }

  @Override
  public long inputs() {
    return (long) inChannels * height * width;
  }

  @Override
  public long outputs() {
    return (long) outChannels * positions();
  }

  @Override
  public int fewestChannels() {
    return Math.min(inChannels, outChannels);
  }

  /** Outputs of a channel. */
  int positions() {
    return window.output(0, height) * window.output(1, width);
  }

  /** Products of an output, those with padding included. */
  int products() {
    return inChannels / groups * window.kernel().get(0) * window.kernel().get(1);
  }

  boolean depthwise() {
    return groups == inChannels && groups > 1;
  }

  @Override
  public String toString() {
    String kind = depthwise() && outChannels == inChannels ? outChannels + " ch" : inChannels + "-" + outChannels;
    int stride = Math.max(window.strides().get(0), window.strides().get(1));
    List<Integer> begin = window.padsBegin();
    List<Integer> end = window.padsEnd();
    String pads = begin.get(0) + begin.get(1) + end.get(0) + end.get(1) == 0 ? "" : " p" + begin.get(0) + begin.get(1) + end.get(0) + end.get(1);
    return window.kernel().get(0) + "x" + window.kernel().get(1) + (stride > 1 ? " s" + stride : "") + pads + ", " + kind + ", " + height + "x" + width;
  }
}
