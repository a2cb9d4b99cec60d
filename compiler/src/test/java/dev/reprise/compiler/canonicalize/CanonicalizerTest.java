package dev.reprise.compiler.canonicalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.models.DsCnn;
import dev.reprise.compiler.models.ExporterGraphs;
import dev.reprise.compiler.models.MobileNetV1;
import dev.reprise.compiler.models.ResNet8;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The whole canonicalizer, and each pass alone, on random graphs and on the model fixtures, against the golden executor. */
class CanonicalizerTest {
  private static final int CASES = 400;

  @Test
  void randomGraphsComputeTheSameAndAreLearners() {
    int checked = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Graph before = ExporterGraphs.random(seed);
      Map<String, Tensor> constants = new LinkedHashMap<>(before.constants());
      Graph after = Canonicalizer.run(before);
      LearnerCheck.check(after);
      Equivalence.check(before, after, seed);
      assertThat(Canonicalizer.run(after)).isSameAs(after);
      assertThat(after.nodes().stream().map(Node::name)).doesNotHaveDuplicates();
      assertThat(before.constants()).isEqualTo(constants);
      checked++;
    }
    assertThat(checked).isEqualTo(CASES);
  }

  /** Each pass alone keeps the numbers, and the random graphs give every pass something to do. */
  @Test
  void everyPassAloneKeepsTheNumbers() {
    Map<String, Integer> changed = new TreeMap<>();
    for (int seed = 0; seed < CASES; seed++) {
      Graph current = ExporterGraphs.random(seed);
      for (Pass pass : Canonicalizer.passes()) {
        Graph next = pass.run(current);
        if (next != current) {
          Equivalence.check(current, next, seed);
          changed.merge(pass.name(), 1, Integer::sum);
          current = next;
        }
      }
    }
    Set<String> busy = new HashSet<>(Canonicalizer.passes().stream().map(Pass::name).toList());
    busy.removeAll(List.of("remove-dead-code", "fold-constants")); // the generator leaves neither dead nodes nor nodes of constants
    assertThat(changed.keySet()).containsAll(busy);
    assertThat(changed.values()).allMatch(n -> n >= 10);
  }

  @Test
  void fixturesAreLearnersWithoutNormalization() {
    List<Graph> models = List.of(MobileNetV1.build(0.25, 32, 5, true, 3), ResNet8.build(4, 16, 10, 3), DsCnn.build(8, 12, 3));
    for (Graph model : models) {
      Graph canonical = Canonicalizer.run(model);
      LearnerCheck.check(canonical);
      Equivalence.check(model, canonical, 1);
      long layers = canonical.nodes().stream().filter(n -> WeightedLayer.of(new GraphEditor(canonical), n) != null).count();
      long before = model.nodes().stream().filter(n -> List.of("Conv", "Gemm").contains(n.op().kind())).count();
      assertThat(layers).isEqualTo(before);
      assertThat(canonical.outputs()).isEqualTo(model.outputs());
    }
  }
}
