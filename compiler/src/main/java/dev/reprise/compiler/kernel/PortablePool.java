package dev.reprise.compiler.kernel;

import dev.reprise.compiler.target.Extension;
import java.util.Map;
import java.util.Set;

/** A portable pool, channels first. */
record PortablePool(String name) implements PoolKernel {
  @Override
  public Set<Extension> needs() {
    return Set.of();
  }

  @Override
  public boolean accepts(Map<String, Integer> geometry) {
    return true;
  }

  @Override
  public Layout layout() {
    return Layout.CHW;
  }

  @Override
  public long cycles(Map<String, Integer> g, Machine machine) {
    return CodeMoves.pool((long) g.get("channels") * g.get("h_out") * g.get("w_out"), g.get("k_h") * g.get("k_w"));
  }
}
