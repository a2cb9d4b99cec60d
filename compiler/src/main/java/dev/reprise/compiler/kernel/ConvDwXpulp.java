package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.ConvKernel;
import java.util.List;
import java.util.stream.Stream;

/** {@code rp_conv_dw_s8_xpulp}: depthwise convolution, 3x3 of stride 1, four channels and two columns at a time. */
final class ConvDwXpulp extends XpulpKernel {
  private static final int KERNEL = 3;
  private static final int LANES = 4;
  /** {@code RP_XPULP_DW_ROWS}. */
  private static final int ROWS = 32;

  ConvDwXpulp() {
    super("rp_conv_dw_s8_xpulp", ConvDwXpulp::weights);
  }

  @Override
  public boolean accepts(WeightedWork work) {
    return ConvKernel.family(work.geometry()).equals("conv_dw")
        && work.outChannels() == work.at("c_in")
        && work.outChannels() >= LANES
        && work.at("k_h") == KERNEL
        && work.at("k_w") == KERNEL
        && Stream.of("stride_h", "stride_w", "dilation_h", "dilation_w").allMatch(m -> work.at(m) == 1);
  }

  /** Rows of three weights and a 0. */
  private static List<Constant> weights(WeightedWork work) {
    byte[] rows = new byte[work.outChannels() * KERNEL * LANES];
    for (int i = 0; i < work.weights().length; i++) {
      rows[i / KERNEL * LANES + i % KERNEL] = work.weights()[i];
    }
    return List.of(new Constant("w", DType.S8, rows.length, rows));
  }

  @Override
  int scratchOfCore(WeightedWork work) {
    return LANES * LANES * (Math.min(work.at("h_out"), ROWS) + KERNEL - 1);
  }

  /** From counts of the kernel's instructions: for each part what it turns, and rows of two columns, mostly of codes from zero on. */
  @Override
  public long cycles(WeightedWork work, Machine machine) {
    int rows = Math.min(work.at("h_out"), ROWS);
    long stretches = (work.at("h_out") + ROWS - 1) / ROWS;
    long parts = (work.outChannels() + LANES - 1) / LANES * ((work.at("w_out") + 1) / 2) * stretches;
    double part = 150 + rows * 18.0 + LANES * (30 + rows * 17.5);
    return Math.round(XpulpBlocks.CALL + machine.most(parts) * part);
  }
}
