package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.Map;

/**
 * A pool that works four channels of a channels-last tensor at a time.
 *
 * @param tapM4 estimated cycles for a tap of four channels on Cortex-M4
 * @param tapM7 the same on Cortex-M7
 * @param quadM4 estimated cycles for four outputs beyond those, on Cortex-M4
 * @param quadM7 the same on Cortex-M7
 */
record DspPool(String name, double tapM4, double tapM7, double quadM4, double quadM7) implements QuadPool {
  @Override
  public Extension extension() {
    return Extension.DSP;
  }

  @Override
  public long cycles(Map<String, Integer> g, Machine machine) {
    int taps = g.get("k_h") * g.get("k_w");
    double quad = taps * machine.pick(tapM4, tapM7) + g.get("k_h") * machine.pick(8, 5) + machine.pick(quadM4, quadM7);
    int quads = (g.get("channels") + 3) / 4;
    return Math.round((double) g.get("h_out") * g.get("w_out") * (machine.pick(100, 70) + quads * quad));
  }
}
