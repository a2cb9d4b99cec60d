package dev.reprise.compiler.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.target.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Plans of random calls in little L1 compute what the whole call does, bit for bit: every output once, halos and pads right, sums in order, no transfer in the way. */
class TilingPropertyTest {
  private static final int CASES = 600;
  private static final int LEAST_PLANS = 450;
  private static final int LEAST_TILES = 6000;
  private static final Cluster CLUSTER = new Cluster(8, 4, 16, 65536, 1 << 20, 0, 15, 8, 0);

  @Test
  void plansComputeWhatTheCallDoes() {
    int plans = 0;
    int tiles = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Call call = RandomCalls.of(seed);
      Random random = new Random(seed);
      int samples = 1 + random.nextInt(4);
      long room = 128L << random.nextInt(6);
      TilePlan plan = new TilePlanner(CLUSTER, samples, Set.of(), FarBuffers.NONE).plan(call, room).orElse(null);
      if (plan == null) {
        continue;
      }
      plans++;
      // the last micro-batch may be smaller
      tiles += check("case " + seed, plan, samples, room, random);
      tiles += check("case " + seed, plan, 1 + random.nextInt(samples), room, random);
    }
    assertThat(plans).isGreaterThanOrEqualTo(LEAST_PLANS);
    assertThat(tiles).isGreaterThanOrEqualTo(LEAST_TILES);
  }

  @Test
  void everyTilingOfACallComputesWhatItDoes() {
    int tilings = 0;
    for (long seed = 0; seed < 12; seed++) {
      Call call = RandomCalls.of(seed);
      List<Tiling> all = TileRules.of(call).orElseThrow().tilings(call, new TileLimits(CLUSTER, 2, 1 << 20)).toList();
      for (Tiling tiling : all) {
        TilePlan plan = AnyTiles.placed(tiling, 2);
        check("case " + seed, plan, 2, plan.bytes(), new Random(seed));
        tilings++;
      }
    }
    assertThat(tilings).isGreaterThanOrEqualTo(200);
  }

  /** Convolutions and fully connected layers whose tiles go on with the sums of earlier ones. */
  @Test
  void partialSumsAreTakenUpAgain() {
    int partial = 0;
    Set<String> kernels = new TreeSet<>();
    for (long seed = 0; seed < 60; seed++) {
      Call call = RandomCalls.of(seed);
      TileRule rule = TileRules.of(call).orElseThrow();
      int samples = 1 + (int) (seed % 3);
      Set<Tiling> whole = Set.copyOf(rule.tilings(call, new TileLimits(CLUSTER, samples, 1 << 20)).toList());
      for (Tiling tiling : rule.tilings(call, new TileLimits(CLUSTER, samples, 1 << 20, true)).filter(t -> !whole.contains(t) && TileWalk.storesComeFirst(t, samples)).limit(40).toList()) {
        check("case " + seed, AnyTiles.placed(tiling, samples), samples, 1 << 20, new Random(seed));
        partial++;
        kernels.add(call.kernel());
      }
    }
    assertThat(partial).isGreaterThanOrEqualTo(400);
    assertThat(kernels).containsExactly("rp_conv_f32_bw_input_xpulp", "rp_conv_f32_fw_xpulp", "rp_conv_pw_f32_bw_input_xpulp", "rp_conv_pw_f32_fw_xpulp", "rp_linear_f32_bw_input_xpulp", "rp_linear_f32_fw_xpulp");
  }

  private static int check(String what, TilePlan plan, int samples, long room, Random random) {
    Call call = plan.tiling().call();
    Map<String, float[]> whole = new HashMap<>();
    for (TileOperand o : plan.tiling().operands()) {
      float[] data = new float[o.buffer().elements() * (o.buffer().perSample() ? samples : 1)];
      for (int i = 0; i < data.length; i++) {
        data[i] = o.access() == Argument.Access.WRITE ? Float.NaN : random.nextFloat() - 0.5f;
      }
      whole.put(o.buffer().name(), data);
    }
    Map<String, float[]> tiled = new HashMap<>();
    whole.forEach((name, data) -> tiled.put(name, data.clone()));
    for (int s = 0; s < samples; s++) {
      sample(call, plan, whole, s);
    }
    PlanRun run = new PlanRun(plan, tiled, room);
    run.run(samples);
    for (TileOperand o : plan.tiling().operands()) {
      String name = o.buffer().name();
      assertThat(tiled.get(name)).as("%s: %s %s", what, call, name).isEqualTo(whole.get(name));
      if (o.stored() && o.access() == ((Argument.Pointer) call.arguments().get(o.argument())).access()) {
        assertThat(run.written(name)).as("%s: stores of %s", what, name).containsOnly(1);
      }
    }
    return run.iterations();
  }

  private static void sample(Call call, TilePlan plan, Map<String, float[]> tensors, int sample) {
    Map<String, float[]> one = new HashMap<>();
    for (TileOperand o : plan.tiling().operands()) {
      int n = o.buffer().elements();
      int from = o.buffer().perSample() ? sample * n : 0;
      one.put(o.buffer().name(), java.util.Arrays.copyOfRange(tensors.get(o.buffer().name()), from, from + n));
    }
    PlainKernels.run(call.kernel(), ((Argument.Geometry) call.arguments().get(1)).members(), one);
    for (TileOperand o : plan.tiling().operands()) {
      int n = o.buffer().elements();
      System.arraycopy(one.get(o.buffer().name()), 0, tensors.get(o.buffer().name()), o.buffer().perSample() ? sample * n : 0, n);
    }
  }
}
