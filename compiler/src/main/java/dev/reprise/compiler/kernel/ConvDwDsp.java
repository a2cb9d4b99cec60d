package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** {@code rp_conv_dw_s8_dsp}: depthwise convolution on padded planes of four channels, in bands of rows. */
final class ConvDwDsp implements WeightedKernel {
  /** Weights are shifted by l and must stay halves. */
  private static final int MOST_L = 8;

  private static final int LANES = 4;
  private static final int BAND_BYTES = 8192;

  @Override
  public String name() {
    return "rp_conv_dw_s8_dsp";
  }

  @Override
  public Set<Extension> needs() {
    return Set.of(Extension.DSP);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return work.at("groups") == work.at("c_in") && work.requant().stream().allMatch(q -> q.l() <= MOST_L);
  }

  @Override
  public Layout input() {
    return Layout.HWC;
  }

  @Override
  public Layout output() {
    return Layout.HWC;
  }

  @Override
  public List<ConstantLayout> constants() {
    return List.of(ConvDwDsp::weights, DspChannels.ZERO_POINT_IN_BIAS);
  }

  /** Rows of a channel's weights, zeros between them for the dilation and up to a multiple of four. */
  private static List<Constant> weights(WeightedWork work) {
    int pitch = 4 * quads(work);
    int width = work.at("k_w");
    byte[] rows = new byte[work.outChannels() * work.at("k_h") * pitch];
    for (int i = 0; i < work.weights().length; i++) {
      rows[i / width * pitch + i % width * work.at("dilation_w")] = work.weights()[i];
    }
    return List.of(new Constant("w", DType.S8, rows.length, rows));
  }

  /** Words of four taps in a row of the window. */
  private static int quads(WeightedWork work) {
    return ((work.at("k_w") - 1) * work.at("dilation_w") + 4) / 4;
  }

  /** As {@code rp_dw_scratch} in {@code internal/rp_dw_band.h}. */
  @Override
  public int scratchBytes(WeightedWork work) {
    int pitch = pitch(work);
    int outputRows = work.at("h_out");
    while (outputRows > 2 && LANES * pitch * rows(work, outputRows) > BAND_BYTES) {
      outputRows = (outputRows + 2) / 4 * 2;
    }
    return LANES * pitch * rows(work, outputRows) + work.at("k_h") * quads(work) * 8;
  }

  private static int pitch(WeightedWork work) {
    return ((work.at("w_out") - 1) * work.at("stride_w") + 4 * quads(work) + 3) / 4 * 4;
  }

  private static int rows(WeightedWork work, int outputRows) {
    return (outputRows - 1) * work.at("stride_h") + (work.at("k_h") - 1) * work.at("dilation_h") + 1;
  }

  @Override
  public long cycles(WeightedWork work, Machine.Core core) {
    long planes = work.at("c_in") * (long) rows(work, work.at("h_out")) * pitch(work);
    long filled = Math.round(planes * core.pick(2.5, 1.5));
    long columns = work.at("w_out");
    long rows = work.at("h_out");
    long plane;
    if (isBlocked(work)) {
      long blocks = (columns + 1) / 2 * ((rows + 1) / 2);
      plane = Math.round(blocks * core.pick(78, 46) + (rows + 1) / 2 * core.pick(25, 15));
    } else {
      double row = core.pick(17, 9) * quads(work) + core.pick(6, 4);
      plane = Math.round((columns + 1) / 2 * rows * (work.at("k_h") * row + core.pick(58, 36)) + rows * core.pick(25, 15));
    }
    double channel = core.pick(150, 90) + work.at("k_h") * quads(work) * core.pick(20, 12);
    return filled + work.outChannels() * (plane + Math.round(channel));
  }

  /** Whether blocks of 2x2 outputs are computed together. */
  private static boolean isBlocked(WeightedWork work) {
    return work.at("k_h") == 3
        && work.at("dilation_h") == 1
        && (work.at("k_w") - 1) * work.at("dilation_w") < 3
        && work.at("stride_h") == 1
        && work.at("stride_w") == 1
        && work.at("h_out") > 1
        && work.at("w_out") > 1;
  }
}
