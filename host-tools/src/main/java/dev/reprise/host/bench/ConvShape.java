package dev.reprise.host.bench;

/**
 * A 2-D convolution of one sample, without dilation.
 *
 * @param padTop rows of zeros above; those below follow from {@code outHeight}
 */
record ConvShape(
    int inChannels,
    int inHeight,
    int inWidth,
    int outChannels,
    int outHeight,
    int outWidth,
    int kernelHeight,
    int kernelWidth,
    int stride,
    int padTop,
    int padLeft,
    int groups) {
  /** {@code rp_conv_geometry}, as a C initialiser. */
  String geometry() {
    return String.format(
        "{%d, %d, %d, %d, %d, %d, %d, %d, %d, %d, 1, 1, %d, %d, %d}",
        inChannels, inHeight, inWidth, outChannels, outHeight, outWidth, kernelHeight, kernelWidth, stride, stride, padTop, padLeft, groups);
  }

  /** Multiply-accumulates, those with padding included. */
  long macs() {
    return (long) outElements() * (inChannels / groups) * kernelHeight * kernelWidth;
  }

  int inElements() {
    return inChannels * inHeight * inWidth;
  }

  int outElements() {
    return outChannels * outHeight * outWidth;
  }

  int weights() {
    return outChannels * (inChannels / groups) * kernelHeight * kernelWidth;
  }

  @Override
  public String toString() {
    String kind = groups == inChannels && groups > 1 ? outChannels + " ch" : inChannels + "-" + outChannels;
    return kernelHeight + "x" + kernelWidth + (stride > 1 ? " s" + stride : "") + ", " + kind + ", " + inHeight + "x" + inWidth;
  }
}
