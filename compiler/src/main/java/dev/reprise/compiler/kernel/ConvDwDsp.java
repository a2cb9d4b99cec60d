package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;

/** {@code rp_conv_dw_s8_dsp}: depthwise convolution on padded planes of four channels, in bands of rows; reads and writes either layout. */
record ConvDwDsp(Layout input, Layout output) implements WeightedKernel {
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
  public List<ConstantLayout> constants() {
    return List.of(ConvDwDsp::weights, DspChannels.ZERO_POINT_IN_BIAS);
  }

  /** Steps from one pixel, and from one channel, to the next of the input and of the output. */
  @Override
  public List<Integer> literals(WeightedWork work) {
    List<Integer> in = input.steps(work.at("c_in"), work.at("h_in") * work.at("w_in"));
    List<Integer> out = output.steps(work.outChannels(), work.at("h_out") * work.at("w_out"));
    return List.of(in.get(0), in.get(1), out.get(0), out.get(1));
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
  public int scratchBytes(WeightedWork work, Machine machine) {
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

  /** From counts of the kernel's instructions: its blocks, what it does for each row of outputs, each channel, and each row that it moves. */
  @Override
  public long cycles(WeightedWork work, Machine machine) {
    long rows = work.at("h_out");
    long pairs = (work.at("w_out") + 1L) / 2;
    double plane;
    if (isBlocked(work)) {
      plane = (rows + 1) / 2 * (pairs * machine.pick(78, 47) + machine.pick(26, 16));
    } else if (work.at("k_h") == 3 && quads(work) == 1 && work.at("w_out") > 1) {
      plane = rows * (pairs * machine.pick(65.3, 32.6) + machine.pick(27, 17));
    } else {
      double row = quads(work) == 1 ? machine.pick(18.5, 9.3) : machine.pick(19.9, 10.1) * quads(work);
      plane = rows * (pairs * (work.at("k_h") * row + machine.pick(45, 28.5)) + machine.pick(16, 8));
    }
    double channel = machine.pick(193, 119) + work.at("k_h") * quads(work) * machine.pick(8.5, 4.3);
    return Math.round(work.outChannels() * (plane + channel) + work.at("c_in") * moved(work, machine));
  }

  /** Of one channel: four codes of a row at a time, those that are left one by one. */
  private static double moved(WeightedWork work, Machine machine) {
    int rows = Math.min(rows(work, work.at("h_out")), work.at("h_in"));
    int columns = Math.min(pitch(work) - work.at("pad_left"), work.at("w_in"));
    return rows * (machine.pick(15, 11) + columns / 4 * machine.pick(7.3, 4.2) + columns % 4 * machine.pick(8, 3.5));
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
