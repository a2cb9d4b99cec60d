package dev.reprise.compiler.kernel;

import java.util.List;
import java.util.Map;

/** The kernels of pools, portable ones first: of equal ones the first is chosen. */
public final class PoolKernels {
  private static final List<PoolKernel> MAX = List.of(new PortablePool("rp_max_pool_u8"), new DspPool("rp_max_pool_u8_dsp", 9, 5, 20, 12), new XpulpPool("rp_max_pool_u8_xpulp", 8, 40));
  private static final List<PoolKernel> AVERAGE =
      List.of(
          new PortablePool("rp_average_pool_u8"), new DspPool("rp_average_pool_u8_dsp", 9, 5, 130, 80), new XpulpPool("rp_average_pool_u8_xpulp", 11, 110));

  private PoolKernels() {}

  /** What can compute a max pool on {@code machine}. */
  public static List<PoolKernel> max(Map<String, Integer> geometry, Machine machine) {
    return usable(MAX, geometry, machine);
  }

  /** What can compute an average pool on {@code machine}. */
  public static List<PoolKernel> average(Map<String, Integer> geometry, Machine machine) {
    return usable(AVERAGE, geometry, machine);
  }

  private static List<PoolKernel> usable(List<PoolKernel> kernels, Map<String, Integer> geometry, Machine machine) {
    return kernels.stream().filter(k -> machine.has(k.needs()) && k.accepts(geometry)).toList();
  }
}
