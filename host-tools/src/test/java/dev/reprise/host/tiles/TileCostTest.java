package dev.reprise.host.tiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.KernelChoice;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.models.LayerNetwork;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.compiler.tile.TilePlanner;
import dev.reprise.compiler.tile.TiledCalls;
import dev.reprise.host.calls.ClusterCalls;
import dev.reprise.host.calls.MeteredCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The cost model of tiles against the cycles that their calls take on the simulated cluster. */
class TileCostTest {
  private static final double OFF = 0.20;
  private static final int CALLS = 18;

  private static final List<Graph> LAYERS =
      List.of(
          LayerNetwork.conv(false, 64, 16, 16, 128, Window.square(1, 1, 0), 1, 1),
          LayerNetwork.conv(false, 128, 4, 4, 128, Window.square(1, 1, 0), 1, 1),
          LayerNetwork.conv(false, 16, 16, 16, 32, Window.square(3, 1, 1), 1, 1),
          LayerNetwork.conv(false, 64, 16, 16, 64, Window.square(3, 1, 1), 64, 1),
          LayerNetwork.conv(false, 128, 4, 4, 128, Window.square(3, 1, 1), 128, 1),
          LayerNetwork.linear(512, 64, 1));

  @Test
  void modelledCyclesAreCloseToSimulatedOnes() {
    Target target = new Targets(CompiledNetwork.HOME).get("pulp-open");
    List<MeteredCall> calls = new ArrayList<>();
    for (Graph network : LAYERS) {
      Schedule schedule = KernelChoice.of(network, "0", Machine.of(target));
      schedule.calls().stream()
          .filter(c -> c.node().startsWith(LayerNetwork.LAYER) && c.macs() > 0 && TilePlanner.tiles(c))
          .forEach(c -> calls.add(new MeteredCall(schedule, c, 1)));
    }
    assertThat(calls).hasSize(CALLS);
    List<Long> simulated = new ClusterCalls(CompiledNetwork.HOME, target).cycles(calls);
    List<String> far = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      Call call = calls.get(i).call();
      long modelled = TiledCalls.of(List.of(call), 1, target).of(call).estimate().cycles();
      double off = (double) modelled / simulated.get(i) - 1;
      String row = String.format(Locale.ROOT, "%-32s %9d simulated, %9d modelled, %+.1f %%", call.kernel(), simulated.get(i), modelled, 100 * off);
      System.out.println(row);
      if (Math.abs(off) > OFF) {
        far.add(row);
      }
    }
    assertThat(far).isEmpty();
  }
}
