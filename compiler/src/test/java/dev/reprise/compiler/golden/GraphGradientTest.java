package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Gradients of the loss through whole random networks against central finite differences of the double interpreter: at most 1e-4 of the
 * tensor's largest gradient (and 1e-5 absolutely, for tensors whose gradient all but vanishes).
 */
class GraphGradientTest {
  private static final int NETWORKS = 80;
  private static final int PROBES = 10;
  private static final double STEP = 1e-6;

  @Test
  void randomNetworks() {
    int probes = 0;
    int networks = 0;
    for (int seed = 0; networks < NETWORKS; seed++, networks++) {
      RandomGraphs.Network network = RandomGraphs.network(seed);
      Random random = new Random(~seed);
      Tensor x = GraphCases.tensor(random, network.graph().shape("x").dims());
      int label = random.nextInt(network.graph().shape(network.graph().outputs().get(0)).elements());
      AdaptiveExecutor executor = new AdaptiveExecutor(model(network), Accumulate.values()[seed % 3]);
      float loss = executor.accumulate(x.floats(), label, 1f);
      Map<String, double[]> given = new HashMap<>();
      given.put("x", doubles(x.floats()));
      network.graph().constants().forEach((name, t) -> given.put(name, doubles(t.floats())));
      double exact = loss(network.graph(), given, label);
      assertThat((double) loss).as("seed %d", seed).isCloseTo(exact, within(1e-5 * Math.max(1, exact)));
      for (Parameter p : executor.parameters()) {
        double[] w = given.get(p.name());
        double scale = 0.1;
        for (float g : p.gradient()) {
          scale = Math.max(scale, Math.abs(g));
        }
        for (int k = 0; k < Math.min(PROBES, w.length); k++, probes++) {
          int i = w.length <= PROBES ? k : random.nextInt(w.length);
          double kept = w[i];
          w[i] = kept + STEP;
          double above = loss(network.graph(), given, label);
          w[i] = kept - STEP;
          double below = loss(network.graph(), given, label);
          w[i] = kept;
          assertThat((double) p.gradient()[i])
              .as("seed %d, %s[%d]", seed, p.name(), i)
              .isCloseTo((above - below) / (2 * STEP), within(1e-4 * scale));
        }
      }
    }
    assertThat(networks).isEqualTo(NETWORKS);
    assertThat(probes).isGreaterThan(3000);
  }

  /** A frozen tensor gets no gradient and the others' are what they were. */
  @Test
  void frozenTensorsAreSkipped() {
    int cases = 0;
    for (int seed = 0; seed < 30; seed++) {
      RandomGraphs.Network network = RandomGraphs.network(seed);
      List<String> some = network.trainable().stream().filter(name -> name.hashCode() % 2 == 0).toList();
      float[] x = GraphCases.tensor(new Random(seed), network.graph().shape("x").dims()).floats();
      AdaptiveExecutor all = new AdaptiveExecutor(model(network), Accumulate.FUSED);
      AdaptiveExecutor part = new AdaptiveExecutor(model(new RandomGraphs.Network(network.graph(), some)), Accumulate.FUSED);
      assertThat(part.accumulate(x, 1, 0.5f)).isEqualTo(all.accumulate(x, 1, 0.5f));
      assertThat(part.parameters()).extracting(Parameter::name).isEqualTo(some);
      for (Parameter p : part.parameters()) {
        Parameter same = all.parameters().get(network.trainable().indexOf(p.name()));
        assertThat(p.gradient()).isEqualTo(same.gradient());
        cases++;
      }
    }
    assertThat(cases).isGreaterThan(50);
  }

  @Test
  void aWeightReadTwiceIsRefused() {
    Node first = new Node("a", new Linear(), List.of("x", "w"), "h");
    Node second = new Node("b", new Linear(), List.of("h", "w"), "y");
    Graph graph =
        Graph.inferred("g", Map.of("x", TensorType.f32(1, 2)), List.of("y"), List.of(first, second), Map.of("w", GraphCases.tensor(new Random(1), 2, 2)));
    assertThatThrownBy(() -> new AdaptiveExecutor(model(new RandomGraphs.Network(graph, List.of("w"))), Accumulate.FUSED))
        .hasMessageContaining("node b cannot train w");
  }

  private static LearnerModel model(RandomGraphs.Network network) {
    return TestModels.model(network.graph(), network.trainable(), 8, 0, Policy.RANDOM, TrainingConfig.defaults());
  }

  private static double loss(Graph graph, Map<String, double[]> given, int label) {
    double[] logits = DoubleInterpreter.run(graph, given).get(graph.outputs().get(0));
    double sum = 0;
    for (double y : logits) {
      sum += Math.exp(y - logits[label]);
    }
    return Math.log(sum);
  }

  private static double[] doubles(float[] x) {
    double[] d = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      d[i] = x[i];
    }
    return d;
  }
}
