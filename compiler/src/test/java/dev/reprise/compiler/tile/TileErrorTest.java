package dev.reprise.compiler.tile;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.util.List;
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
    int width = 2000;
    Window window = new Window(List.of(1, 3), List.of(1, 1), List.of(1, 1), List.of(0, 1), List.of(0, 1), false);
    Call call =
        new CallBuilder("rp_conv_f32_fw_xpulp", Phase.FORWARD, "node")
            .share()
            .geometry("rp_conv_geometry", Geometries.conv(Shape.of(1, 1, 1, width), Shape.of(1, 1, 1, width), window, 1))
            .samples()
            .read(buffer("x", width))
            .read(buffer("w", 3))
            .read(null)
            .write(buffer("y", width))
            .build();
    assertThatThrownBy(() -> TiledCalls.of(List.of(call), 1, little))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP1520")
        .hasMessageContaining("rp_conv_f32_fw_xpulp of node 'node'")
        // a row of the input, of the output, and of weights
        .hasMessageContaining("16012 bytes");
  }

  private static Buffer buffer(String name, int elements) {
    return new Buffer(name, Buffer.Kind.ACTIVATION, DType.F32, elements, true);
  }
}
