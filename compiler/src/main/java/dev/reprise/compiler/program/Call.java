package dev.reprise.compiler.program;

import java.util.List;

/**
 * One kernel call.
 *
 * @param kernel C function, also the file {@code runtime-c/src/<family>/<kernel>.c}
 * @param node the graph node it belongs to (for reports)
 * @param macs multiply-accumulates for one sample
 * @param estimate what the choice of kernels reckoned with; null where nothing was chosen
 */
public record Call(String kernel, Phase phase, String node, List<Argument> arguments, long macs, Estimate estimate) {
  /**
   * @param layouts of input and output, for example {@code chw -> hwc}
   * @param cycles estimated for one sample
   */
  public record Estimate(String layouts, long cycles) {}

  public Call {
    arguments = List.copyOf(arguments);
  }

  /** Whether all cores of the team run it together. */
  public boolean shared() {
    return arguments.stream().anyMatch(Argument.Share.class::isInstance);
  }

  /** Whether it works on all samples of a micro-batch; calls of the frozen stage work on one. */
  public boolean hasSamples() {
    return arguments.stream().anyMatch(a -> a instanceof Argument.SampleCount || a instanceof Argument.Pointer p && p.buffer().perSample());
  }
}
