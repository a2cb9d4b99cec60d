package dev.reprise.compiler.kernel;

/** Cost of the dot products of {@code rp_dsp_dots.h} and {@code rp_dsp_row.h}, counted from their instructions. */
final class DspDots {
  /** Four inputs of two pixels by two channels: 4 loads (one more cycle for the first), 6 byte unpackings, 8 SMLAD. */
  private static final double M4_QUAD = 19;
  /** On Cortex-M7 3 loads alone, then SMLAD and SXTB16, one a cycle. */
  private static final double M7_QUAD = 13.5;
  /** The jump of a loop over sixteen inputs. */
  private static final double LOOP = 5;
  /** Start of the sums, tests for the inputs that do not fill sixteen, four codes (SMMLA, shift, saturation, store), the loop over pairs of pixels. */
  private static final double M4_PAIR = 62;
  private static final double M7_PAIR = 40;
  /** Before and behind the loop over the pixels of a pair of channels. */
  private static final double M4_CHANNELS = 90;
  private static final double M7_CHANNELS = 65;
  /** What a last, odd pixel, and a first pair whose overlapping quad would begin before the tensor, take beyond a pair inside the loop. */
  private static final double M4_CAREFUL = 150;
  private static final double M7_CAREFUL = 75;
  /** Four inputs of one row by four channels, its own jump included. */
  private static final double M4_ROW_QUAD = 26;
  private static final double M7_ROW_QUAD = 19;
  /** Start and four codes of a row. */
  private static final double ROW = 170;

  private DspDots() {}

  /** Estimated cycles of {@code taps} inputs to each of two channels for {@code pixels} pixels. */
  static double pair(int taps, long pixels, Machine machine) {
    double quads = Math.ceil(taps / 4.0) * machine.pick(M4_QUAD, M7_QUAD) + taps / 16 * LOOP;
    long first = taps >= 4 ? 0 : Math.min(pixels / 2, taps == 1 ? 2 : 1);
    double careful = (first + pixels % 2) * machine.pick(M4_CAREFUL, M7_CAREFUL);
    return machine.pick(M4_CHANNELS, M7_CHANNELS) + (pixels + 1) / 2 * (machine.pick(M4_PAIR, M7_PAIR) + quads) + careful;
  }

  /** Estimated cycles of {@code rows} times {@code taps} inputs to each of four channels. */
  static long row(int taps, long rows, Machine machine) {
    return Math.round(rows * (ROW + Math.ceil(taps / 4.0) * machine.pick(M4_ROW_QUAD, M7_ROW_QUAD)));
  }
}
