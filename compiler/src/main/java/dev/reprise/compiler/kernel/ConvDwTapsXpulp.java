package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.ConvKernel;
import java.util.List;

/** {@code rp_conv_dw_taps_s8_xpulp}: depthwise convolution of any geometry, four channels of a column of outputs at a time, four taps of a row to a word. */
final class ConvDwTapsXpulp extends XpulpKernel {
  private static final int LANES = 4;
  /** {@code RP_XPULP_TAP_WORDS}. */
  private static final int WORDS = 48;

  ConvDwTapsXpulp() {
    super("rp_conv_dw_taps_s8_xpulp", ConvDwTapsXpulp::weights);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return ConvKernel.family(work.geometry()).equals("conv_dw") && work.outChannels() == work.at("c_in") && work.outChannels() >= LANES;
  }

  /** {@code rp_xpulp_tap_geometry}: of windows one row high, rows and columns are exchanged. */
  private record Axes(int height, int width, int rows, int columns, int stride, int dilation) {
    static Axes of(WeightedWork work) {
      Axes axes = new Axes(work.at("k_h"), work.at("k_w"), work.at("h_out"), work.at("w_out"), work.at("stride_h"), work.at("dilation_h"));
      return axes.height > 1 ? axes : new Axes(axes.width, 1, axes.columns, axes.rows, work.at("stride_w"), work.at("dilation_w"));
    }

    /** Words of a row of taps. */
    int parts() {
      return (width + LANES - 1) / LANES;
    }

    /** {@code rp_xpulp_tap_rows}: rows of outputs that are computed at a time. */
    int together() {
      int fit = WORDS / parts() - height;
      return Math.min(rows, dilation > 1 || fit < 0 ? 1 : fit / stride + 1);
    }

    /** Rows of the input under those. */
    int inputs() {
      return (together() - 1) * stride + height;
    }
  }

  /** Four taps of a row of each of four channels in turn; the last four channels are the last of all. */
  private static List<Constant> weights(WeightedWork work) {
    Axes axes = Axes.of(work);
    int words = axes.parts() * axes.height;
    byte[] bytes = new byte[quads(work) * words * LANES * LANES];
    for (int i = 0; i < bytes.length; i++) {
      int word = i / (LANES * LANES);
      int channel = Math.min(word / words * LANES, work.outChannels() - LANES) + i / LANES % LANES;
      int column = word % words / axes.height * LANES + i % LANES;
      bytes[i] = column < axes.width ? work.weights()[(channel * axes.height + word % axes.height) * axes.width + column] : 0;
    }
    return List.of(new Constant("w", DType.S8, bytes.length, bytes));
  }

  private static int quads(WeightedWork work) {
    return (work.outChannels() + LANES - 1) / LANES;
  }

  @Override
  int scratchOfCore(WeightedWork work) {
    Axes axes = Axes.of(work);
    return LANES * LANES * axes.parts() * axes.inputs();
  }

  /** From counts of the kernel's instructions: four channels of a column, whose inputs are turned first. */
  @Override
  public long cycles(WeightedWork work, Machine machine) {
    Axes axes = Axes.of(work);
    int stretches = (axes.rows + axes.together() - 1) / axes.together();
    double rows = (double) axes.rows / stretches;
    double turn = axes.parts() * (70 + 20.0 * ((rows - 1) * axes.stride + axes.height));
    boolean three = axes.parts() == 1 && axes.height == 3;
    double sums = three ? LANES * (30 + 13 * rows) : rows * (68 + axes.parts() * (12 + 13 * axes.height));
    long columns = (long) quads(work) * stretches * axes.columns;
    return Math.round(XpulpBlocks.CALL + machine.most(columns) * (50 + turn + sums));
  }
}
