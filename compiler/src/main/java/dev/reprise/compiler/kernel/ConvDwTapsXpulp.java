package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.ConvKernel;
import java.util.List;

/** {@code rp_conv_dw_taps_s8_xpulp}: depthwise convolution of any geometry on the pixels where they lie, four channels and four taps at a time. */
final class ConvDwTapsXpulp extends XpulpKernel {
  private static final int LANES = 4;
  /** {@code RP_XPULP_TAP_BYTES}: of a pointer on any host. */
  private static final int TAP_BYTES = 8;

  ConvDwTapsXpulp() {
    super("rp_conv_dw_taps_s8_xpulp", ConvDwTapsXpulp::weights);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return ConvKernel.family(work.geometry()).equals("conv_dw") && work.outChannels() == work.at("c_in") && work.outChannels() >= LANES;
  }

  /** Four taps of each of four channels in turn; the last four channels are the last of all. */
  private static List<Constant> weights(WeightedWork work) {
    int fours = fours(work);
    byte[] words = new byte[quads(work) * fours * LANES * LANES];
    for (int i = 0; i < words.length; i++) {
      int channel = Math.min(i / (LANES * LANES) / fours * LANES, work.outChannels() - LANES) + i / LANES % LANES;
      int tap = i / (LANES * LANES) % fours * LANES + i % LANES;
      words[i] = tap < work.taps() ? work.weights()[channel * work.taps() + tap] : 0;
    }
    return List.of(new Constant("w", DType.S8, words.length, words));
  }

  private static int fours(WeightedWork work) {
    return (work.taps() + LANES - 1) / LANES;
  }

  private static int quads(WeightedWork work) {
    return (work.outChannels() + LANES - 1) / LANES;
  }

  /** A list of taps and a pixel of padding. */
  @Override
  int scratchOfCore(WeightedWork work) {
    return TAP_BYTES * LANES * fours(work) + (work.outChannels() + 7) / 8 * 8;
  }

  /** From counts of the kernel's instructions: four channels of a position, and the list of its taps. */
  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long positions = (long) work.at("h_out") * work.at("w_out");
    double four = 60 + fours(work) * 40;
    double list = work.taps() * 12 + work.at("k_h") * 12 + 30;
    return Math.round(XpulpBlocks.CALL + machine.most(positions * quads(work)) * (four + list / Math.min(quads(work), machine.most(positions * quads(work)))));
  }
}
