package dev.reprise.compiler.kernel;

import dev.reprise.compiler.program.ConvKernel;
import java.util.List;

/** The kernels of convolutions and fully connected layers, portable ones first: of equal ones the first is chosen. */
public final class WeightedKernels {
  private static final List<WeightedKernel> CONV =
      List.of(
          new PortableKernel("rp_conv_pw_s8", w -> family(w).equals("conv_pw"), 4.7, 2.6, 45, 25),
          new PortableKernel("rp_conv_dw_s8", w -> family(w).equals("conv_dw"), 14.5, 8, 55, 30),
          new PortableKernel("rp_conv_s8", w -> family(w).equals("conv"), 7.5, 4.2, 80, 45),
          new ConvDwDsp(Layout.HWC, Layout.HWC),
          new ConvDwDsp(Layout.CHW, Layout.HWC),
          new ConvDwDsp(Layout.HWC, Layout.CHW),
          new ConvDwDsp(Layout.CHW, Layout.CHW),
          new ConvDsp(Layout.HWC),
          new ConvDsp(Layout.CHW),
          new PointwiseDsp(Layout.HWC),
          new PointwiseDsp(Layout.CHW));

  private static final List<WeightedKernel> LINEAR = List.of(new PortableKernel("rp_linear_s8", w -> true, 4.7, 2.6, 45, 25), new LinearDsp());

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
