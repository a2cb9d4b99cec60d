package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.Map;

/**
 * A pool that the team shares, four channels of a channels-last tensor at a time.
 *
 * @param tap estimated cycles for a tap of four channels
 * @param quad the same for four outputs beyond those
 */
record XpulpPool(String name, double tap, double quad) implements QuadPool {
  @Override
  public Extension extension() {
    return Extension.XPULP;
  }

  @Override
  public long cycles(Map<String, Integer> g, Machine machine) {
    long quads = (g.get("channels") + 3) / 4 * ((long) g.get("h_out") * g.get("w_out"));
    double each = g.get("k_h") * g.get("k_w") * tap + g.get("k_h") * 8 + quad;
    return Math.round(XpulpBlocks.CALL + machine.most(quads) * each);
  }
}
