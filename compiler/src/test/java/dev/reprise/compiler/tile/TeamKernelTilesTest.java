package dev.reprise.compiler.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Cluster;
import dev.reprise.compiler.target.Targets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Tiles of pools and elementwise kernels: every tile is a call of its own size, and together they make every output once. */
class TeamKernelTilesTest {
  private static final int CASES = 60;

  private final Cluster cluster = new Targets(CompiledNetwork.HOME).get("pulp-open").cluster();
  private final Random random = new Random(5);

  @Test
  void poolsAreCutIntoChannelsAndBands() {
    int cases = 0;
    int several = 0;
    for (; cases < CASES; cases++) {
      int channels = 1 + random.nextInt(40);
      int kernel = 1 + random.nextInt(3);
      int out = 1 + random.nextInt(12);
      int in = (out - 1) * kernel + kernel;
      for (String name : List.of("max_pool_f32_fw", "max_pool_f32_bw", "average_pool_f32_fw", "average_pool_f32_bw")) {
        CallBuilder call =
            new CallBuilder("rp_" + name + "_xpulp", Phase.FORWARD, "pool")
                .share()
                .geometry("rp_pool_geometry", Geometries.pool(Shape.of(1, channels, in, in), Shape.of(1, channels, out, out), window(kernel), false))
                .samples();
        if (!name.startsWith("average_pool_f32_bw")) {
          call.read(buffer("x", channels * in * in));
        }
        if (name.endsWith("bw")) {
          call.read(buffer("dy", channels * out * out)).write(buffer("dx", channels * in * in));
        } else {
          call.write(buffer("y", channels * out * out));
        }
        for (Tiling tiling : tilings(call.build())) {
          several += tiling.tiles().size() > 1 ? 1 : 0;
          for (Tile tile : tiling.tiles()) {
            assertThat(tile.shape().get("channels") * tile.shape().get("h_in") * in * 4L).isIn(tile.blocks().stream().map(Block::size).toList());
          }
        }
      }
    }
    assertThat(cases).isEqualTo(CASES);
    assertThat(several).isGreaterThan(CASES);
  }

  @Test
  void elementwiseKernelsAreCutAnywhere() {
    int cases = 0;
    for (; cases < CASES; cases++) {
      int elements = 256 + random.nextInt(20_000);
      Call relu =
          new CallBuilder("rp_relu_f32_bw_xpulp", Phase.INPUT_GRADIENT, "relu")
              .share()
              .literal(elements)
              .samples()
              .read(buffer("y", elements))
              .read(buffer("dy", elements))
              .write(buffer("dx", elements))
              .build();
      Shape shape = Shape.of(1, 4, elements);
      Call add = add(shape, shape);
      for (Tiling tiling : tilings(relu)) {
        assertThat(tiling.tiles()).allMatch(t -> t.blocks().stream().allMatch(b -> b.size() == 4L * t.shape().get("count")));
      }
      for (Tiling tiling : tilings(add)) {
        assertThat(tiling.tiles()).allMatch(t -> t.blocks().stream().allMatch(b -> b.size() == 4L * t.shape().get("dims[4]")));
      }
    }
    assertThat(cases).isEqualTo(CASES);
  }

  @Test
  void whatIsSmallStaysWhereItLies() {
    assertThat(TilePlanner.tiles(add(Shape.of(1, 8, 40, 40), Shape.of(1, 8, 1, 1)))).isTrue();
    assertThat(TilePlanner.tiles(add(Shape.of(1, 8, 40, 40), Shape.of(1, 8, 40, 40)))).isTrue();
    assertThat(TilePlanner.tiles(add(Shape.of(1, 8, 4, 4), Shape.of(1, 8, 4, 4)))).isFalse();
  }

  private static Call add(Shape a, Shape b) {
    return new CallBuilder("rp_add_f32_fw_xpulp", Phase.FORWARD, "add")
        .share()
        .geometry("rp_broadcast_geometry", Geometries.broadcast(a, a, false, b, false))
        .samples()
        .read(buffer("a", a.elements()))
        .read(buffer("b", b.elements()))
        .write(buffer("y", a.elements()))
        .build();
  }

  /** All of {@code call}, each of which writes every byte once; one of them is planned. */
  private List<Tiling> tilings(Call call) {
    TileRule rule = TileRules.of(call).orElseThrow();
    List<Tiling> all = rule.tilings(call, new TileLimits(cluster, 2, cluster.l1Free())).toList();
    for (Tiling tiling : all) {
      for (int o = 0; o < tiling.operands().size(); o++) {
        if (tiling.operands().get(o).access() == Argument.Access.WRITE) {
          int operand = o;
          List<Block> blocks = new ArrayList<>(tiling.tiles().stream().map(t -> t.blocks().get(operand)).toList());
          blocks.sort(java.util.Comparator.comparingLong(Block::offset));
          long at = 0;
          for (Block b : blocks) {
            assertThat(b.contiguous()).isTrue();
            assertThat(b.offset()).isEqualTo(at);
            at += b.size();
          }
          assertThat(at).isEqualTo(tiling.operands().get(o).buffer().bytes(1));
        }
      }
    }
    assertThat(all).isNotEmpty();
    return all;
  }

  private static Window window(int kernel) {
    return new Window(List.of(kernel, kernel), List.of(kernel, kernel), List.of(1, 1), List.of(0, 0), List.of(0, 0), false);
  }

  private static Buffer buffer(String name, int elements) {
    return new Buffer(name, Buffer.Kind.ACTIVATION, DType.F32, elements, true);
  }
}
