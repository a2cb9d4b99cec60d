package dev.reprise.compiler.kernel;

import dev.reprise.compiler.kernel.PortableKernel.Cost;
import dev.reprise.compiler.program.ConvKernel;
import java.util.List;

/** The kernels of convolutions and fully connected layers, portable ones first: of equal ones the first is chosen. */
public final class WeightedKernels {
  private static final List<WeightedKernel> CONV =
      List.of(
          new PortableKernel("rp_conv_pw_s8", w -> family(w).equals("conv_pw"), new Cost(4.7, 45, 60), new Cost(2.6, 25, 33)),
          new PortableKernel("rp_conv_dw_s8", w -> family(w).equals("conv_dw"), new Cost(14.5, 55, 0), new Cost(8, 30, 0)),
          new PortableKernel("rp_conv_s8", w -> family(w).equals("conv"), new Cost(7.5, 80, 0), new Cost(4.2, 45, 0)),
          new ConvDwDsp(Layout.HWC, Layout.HWC),
          new ConvDwDsp(Layout.CHW, Layout.HWC),
          new ConvDwDsp(Layout.HWC, Layout.CHW),
          new ConvDwDsp(Layout.CHW, Layout.CHW),
          new ConvDwTapsDsp(),
          new ConvDsp(Layout.HWC),
          new ConvDsp(Layout.CHW),
          new PointwiseDsp(Layout.HWC),
          new PointwiseDsp(Layout.CHW),
          new PointwiseXpulp(),
          new ConvDwXpulp(),
          new ConvDwTapsXpulp(),
          new ConvXpulp());

  private static final List<WeightedKernel> LINEAR =
      List.of(new PortableKernel("rp_linear_s8", w -> true, new Cost(4.7, 45, 0), new Cost(2.6, 25, 0)), new LinearDsp(), new LinearXpulp());

  private WeightedKernels() {}

  private static String family(WeightedWork work) {
    return ConvKernel.family(work.geometry());
  }

  /** What can compute a convolution on {@code machine}. */
  public static List<WeightedKernel> conv(WeightedWork work, Machine machine) {
    return usable(CONV, work, machine);
  }

  /** What can compute a fully connected layer on {@code machine}. */
  public static List<WeightedKernel> linear(WeightedWork work, Machine machine) {
    return usable(LINEAR, work, machine);
  }

  private static List<WeightedKernel> usable(List<WeightedKernel> kernels, WeightedWork work, Machine machine) {
    return kernels.stream().filter(k -> machine.has(k.needs()) && k.accepts(work)).toList();
  }
}
