package dev.reprise.compiler.tile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.compiler.models.CompiledNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A layer too large for L1 in any tiles is told by name. */
class TileErrorTest {
  @Test
  void aLayerWhoseSmallestTileDoesNotFitIsNamed() {
    Target open = new Targets(CompiledNetwork.HOME).get("pulp-open");
    Cluster c = open.cluster();
    Target little =
        open.with(
            open.memories(), new Cluster(c.workers(), c.fpus(), c.banks(), c.l1(), c.l2(), c.l3(), c.l2Cycles(), c.dmaBytesPerCycle(), c.l3BytesPerCycle(), c.l1() - 8192));
    Call call = RandomCalls.linear("fw", Map.of("rows", 1, "k", 1000, "m", 10), true);
    assertThatThrownBy(() -> TiledCalls.of(List.of(call), 1, little))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP1520")
        .hasMessageContaining("rp_linear_f32_fw_xpulp of node 'node'")
        // one row of inputs and of weights, a bias and an output
        .hasMessageContaining("8008 bytes");
  }
}
