package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.TunedKernels;
import dev.reprise.compiler.target.Extension;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.verify.VerifyResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random networks, with random split, bits, micro-batch, optimiser and policy, train the golden executor's bits. */
class RandomNetworksTest {
  private static final int ON_HOST = 200;
  private static final int ON_DSP_TWINS = 40;
  private static final int ON_BOARD = 20;
  /** The first network with a difference in its adaptive stage: with it, the ones on boards have every operator there. */
  private static final long WITH_DIFFERENCE = 26;
  private static final int ON_RISCV = 10;
  private static final int ON_CLUSTER = 6;
  private static final int IN_TILES = 24;
  private static final int ON_CLUSTER_IN_TILES = 3;
  /** Bytes of L1: what the runtime keeps there, and a little. */
  private static final int LITTLE_L1_OF_HOST = 2560 + 10240;
  private static final int LITTLE_L1 = 1536 + 10240;
  private static final int LEAST_STEPS = 3;
  private static final int NEW_SAMPLES = 5;

  @TempDir private Path folder;

  private final AtomicInteger tiles = new AtomicInteger();
  private final Set<String> kernels = Collections.synchronizedSet(new TreeSet<>());

  @Test
  void host() throws Exception {
    Target host = Rig.TARGETS.get("host");
    int passed = runAll(ON_HOST, seed -> run(seed, host, seed % 2 == 0 ? Accumulate.FUSED : Accumulate.SEPARATE));
    assertThat(passed).isEqualTo(ON_HOST);
    // every kernel that a network can reach is reached
    assertThat(kernels).hasSizeGreaterThanOrEqualTo(50);
  }

  @Test
  void hostWithDspKernels() throws Exception {
    Target host = Rig.hostWithDsp();
    assertThat(runAll(ON_DSP_TWINS, seed -> run(seed, host, Accumulate.SEPARATE))).isEqualTo(ON_DSP_TWINS);
    assertThat(kernels)
        .contains(
            "rp_conv_s8_dsp",
            "rp_conv_dw_s8_dsp",
            "rp_conv_pw_s8_dsp",
            "rp_max_pool_u8_dsp",
            "rp_average_pool_u8_dsp",
            "rp_add_u8_dsp");
  }

  @Test
  void cortexM4() throws Exception {
    Target board = Rig.TARGETS.get("mps2-an386");
    assertThat(runAll(ON_BOARD, seed -> run(seed == 0 ? WITH_DIFFERENCE : seed, board, Accumulate.SEPARATE))).isEqualTo(ON_BOARD);
    assertThat(tunedForVfp()).allSatisfy((portable, tuned) -> assertThat(kernels).as(portable).containsAnyElementsOf(tuned));
  }

  @Test
  void cortexM7() throws Exception {
    Target board = Rig.TARGETS.get("mps2-an500");
    assertThat(runAll(ON_BOARD, seed -> run(seed == 0 ? WITH_DIFFERENCE : seed, board, Accumulate.FUSED))).isEqualTo(ON_BOARD);
    assertThat(tunedForVfp()).allSatisfy((portable, tuned) -> assertThat(kernels).as(portable).containsAnyElementsOf(tuned));
  }

  @Test
  void riscv() throws Exception {
    Target board = Rig.TARGETS.get("riscv-virt");
    assertThat(runAll(ON_RISCV, seed -> run(seed, board, Accumulate.FUSED))).isEqualTo(ON_RISCV);
  }

  @Test
  void pulpCluster() throws Exception {
    Target board = Rig.TARGETS.get("pulp-open");
    assertThat(runAll(ON_CLUSTER, seed -> run(seed, board, Accumulate.FUSED))).isEqualTo(ON_CLUSTER);
    assertThat(kernels).as("kernels that the team shares").filteredOn(k -> k.endsWith("_xpulp")).hasSizeGreaterThanOrEqualTo(6);
    assertThat(kernels).contains("rp_conv_pw_s8_xpulp");
  }

  @Test
  void hostInTiles() throws Exception {
    Target host = Rig.hostInTiles(LITTLE_L1_OF_HOST);
    assertThat(runAll(IN_TILES, seed -> run(seed, host, Accumulate.FUSED))).isEqualTo(IN_TILES);
    assertThat(kernels).as("kernels that run in tiles").filteredOn(k -> k.endsWith("_xpulp")).hasSizeGreaterThanOrEqualTo(20);
    assertThat(tiles.get()).as("tiles of a micro-batch of each").isGreaterThanOrEqualTo(5 * IN_TILES);
  }

  @Test
  void pulpClusterInTiles() throws Exception {
    Target board = Rig.clusterInTiles(LITTLE_L1);
    assertThat(runAll(ON_CLUSTER_IN_TILES, seed -> run(seed + ON_CLUSTER, board, Accumulate.FUSED))).isEqualTo(ON_CLUSTER_IN_TILES);
    assertThat(tiles.get()).as("tiles of a micro-batch of each").isGreaterThanOrEqualTo(5 * ON_CLUSTER_IN_TILES);
  }

  /** The tuned kernels of the adaptive stage that a core with an FPU has, by the portable kernel they stand in for; those for wide windows are no part of these networks. */
  private static Map<String, List<String>> tunedForVfp() {
    return TunedKernels.entries().stream()
        .filter(e -> e.extension() == Extension.VFP)
        .collect(Collectors.groupingBy(TunedKernels.Entry::portable, Collectors.mapping(TunedKernels.Entry::kernel, Collectors.toList())));
  }

  private String run(long seed, Target target, Accumulate accumulate) {
    Compiled compiled = CompiledNetwork.random(seed, target, accumulate);
    compiled.schedule().calls().stream().map(Call::kernel).forEach(kernels::add);
    compiled.report().calls().stream().filter(c -> c.tiles() != null).forEach(c -> tiles.addAndGet(c.tiles().tiles()));
    Path project = folder.resolve(target.name() + seed);
    EventPlan plan = Rig.oneEvent(compiled.model(), NEW_SAMPLES);
    boolean unoptimised = target.isHost() && seed % 8 > 1;
    VerifyResult result =
        unoptimised ? Rig.verifyUnoptimised(compiled, target, project, plan, 20) : Rig.verify(compiled, target, project, plan, 20);
    if (!result.equal()) {
      return "network " + seed + ": " + result.cases().get(result.cases().size() - 1).difference();
    }
    return result.steps() >= LEAST_STEPS ? null : "network " + seed + " trained only " + result.steps() + " steps";
  }

  /** Runs seeds 0..count-1 on both cores; returns how many passed and fails with every message of those that did not. */
  private static int runAll(int count, LongFunction<String> run) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<String>> results = new ArrayList<>();
      LongStream.range(0, count).forEach(seed -> results.add(pool.submit(() -> run.apply(seed))));
      List<String> failures = new ArrayList<>();
      for (Future<String> r : results) {
        String failure = r.get();
        if (failure != null) {
          failures.add(failure);
        }
      }
      assertThat(failures).isEmpty();
      return results.size();
    } finally {
      pool.shutdownNow();
    }
  }
}
