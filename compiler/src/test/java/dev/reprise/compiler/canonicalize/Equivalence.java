package dev.reprise.compiler.canonicalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Whether two graphs compute the same, by the golden executor. */
final class Equivalence {
  private Equivalence() {}

  /** Holds every output of {@code after} against {@code before} on seeded normal inputs, within 1e-4 of the largest magnitude. */
  static void check(Graph before, Graph after, long seed) {
    assertThat(after.inputs()).isEqualTo(before.inputs());
    assertThat(after.outputs()).isEqualTo(before.outputs());
    Map<String, Tensor> inputs = inputs(before, seed);
    Map<String, Tensor> expected = FloatExecutor.run(before, inputs, Accumulate.SEPARATE);
    Map<String, Tensor> actual = FloatExecutor.run(after, inputs, Accumulate.SEPARATE);
    for (String output : before.outputs()) {
      float[] e = expected.get(output).floats();
      float[] a = actual.get(output).floats();
      assertThat(actual.get(output).shape()).isEqualTo(expected.get(output).shape());
      float largest = 1;
      for (float v : e) {
        largest = Math.max(largest, Math.abs(v));
      }
      for (int i = 0; i < e.length; i++) {
        assertThat(a[i]).as("%s[%d]", output, i).isFinite().isCloseTo(e[i], within(1e-4f * largest));
      }
    }
  }

  private static Map<String, Tensor> inputs(Graph graph, long seed) {
    Random random = new Random(seed);
    Map<String, Tensor> inputs = new LinkedHashMap<>();
    for (String name : graph.inputs()) {
      Tensor tensor = Tensor.zeros(graph.shape(name));
      for (int i = 0; i < tensor.floats().length; i++) {
        tensor.floats()[i] = (float) random.nextGaussian() * 2;
      }
      inputs.put(name, tensor);
    }
    return inputs;
  }
}
