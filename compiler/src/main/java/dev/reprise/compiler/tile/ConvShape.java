package dev.reprise.compiler.tile;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A convolution's geometry.
 *
 * @param groupIn input channels of a group
 * @param groupOut output channels of a group
 */
record ConvShape(
    int groups, int groupIn, int groupOut, int heightIn, int widthIn, int heightOut, int widthOut, Axis vertical, Axis horizontal) {
  /** @param pad before the first row or column */
  record Axis(int kernel, int stride, int dilation, int pad) {
    int extent() {
      return (kernel - 1) * dilation + 1;
    }
  }

  /**
   * Rows of input and output that belong together.
   *
   * @param pad above the first row of input
   */
  record Band(int firstIn, int endIn, int firstOut, int endOut, int pad) {
    int rowsIn() {
      return endIn - firstIn;
    }

    int rowsOut() {
      return endOut - firstOut;
    }
  }

  static ConvShape of(Map<String, Number> g) {
    int groups = g.get("groups").intValue();
    return new ConvShape(
        groups,
        g.get("c_in").intValue() / groups,
        g.get("c_out").intValue() / groups,
        g.get("h_in").intValue(),
        g.get("w_in").intValue(),
        g.get("h_out").intValue(),
        g.get("w_out").intValue(),
        new Axis(g.get("k_h").intValue(), g.get("stride_h").intValue(), g.get("dilation_h").intValue(), g.get("pad_top").intValue()),
        new Axis(g.get("k_w").intValue(), g.get("stride_w").intValue(), g.get("dilation_w").intValue(), g.get("pad_left").intValue()));
  }

  /** The same pointwise convolution with its pixels one below the other. */
  ConvShape inLine() {
    return new ConvShape(groups, groupIn, groupOut, heightIn * widthIn, 1, heightOut * widthOut, 1, vertical, horizontal);
  }

  int taps() {
    return vertical.kernel * horizontal.kernel;
  }

  /** Output rows first .. end-1 and the input rows that they take. */
  Band forOutputs(int first, int end) {
    int origin = first * vertical.stride - vertical.pad;
    int last = (end - 1) * vertical.stride - vertical.pad + vertical.extent();
    int firstIn = Math.min(Math.max(origin, 0), heightIn - 1);
    int endIn = Math.max(firstIn + 1, Math.min(last, heightIn));
    return new Band(firstIn, endIn, first, end, firstIn - origin);
  }

  /** Input rows first .. end-1 and the output rows that take them. */
  Band forInputs(int first, int end) {
    int stride = vertical.stride;
    int reach = first + vertical.pad;
    // the first output that takes a row of the band, or an earlier one, so that no pad is negative
    int firstOut = Math.max(0, Math.min(Math.floorDiv(reach - vertical.extent() + stride, stride), reach / stride));
    firstOut = Math.min(firstOut, heightOut - 1);
    int endOut = Math.min(heightOut, Math.max(firstOut + 1, (end - 1 + vertical.pad) / stride + 1));
    return new Band(first, end, firstOut, endOut, reach - firstOut * stride);
  }

  /** The convolution of a tile. */
  ConvShape part(int groups, int inputs, int outputs, Band band) {
    Axis rows = new Axis(vertical.kernel, vertical.stride, vertical.dilation, band.pad);
    return new ConvShape(groups, inputs, outputs, band.rowsIn(), widthIn, band.rowsOut(), widthOut, rows, horizontal);
  }

  /** Members of {@code rp_conv_geometry}, in order. */
  Map<String, Integer> members() {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("c_in", groups * groupIn);
    m.put("h_in", heightIn);
    m.put("w_in", widthIn);
    m.put("c_out", groups * groupOut);
    m.put("h_out", heightOut);
    m.put("w_out", widthOut);
    m.put("k_h", vertical.kernel);
    m.put("k_w", horizontal.kernel);
    m.put("stride_h", vertical.stride);
    m.put("stride_w", horizontal.stride);
    m.put("dilation_h", vertical.dilation);
    m.put("dilation_w", horizontal.dilation);
    m.put("pad_top", vertical.pad);
    m.put("pad_left", horizontal.pad);
    m.put("groups", groups);
    return m;
  }
}
