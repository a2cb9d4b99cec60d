package dev.reprise.compiler.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.canonicalize.GraphText;
import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel.Head;
import dev.reprise.compiler.models.DsCnn;
import dev.reprise.compiler.models.ExporterGraphs;
import dev.reprise.compiler.models.ResNet8;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitsTest {
  private static final int CASES = 300;

  /** Oracle: a value is a cut exactly if the output cannot be reached from the input around it. */
  @Test
  void legalSplitsAreTheValuesWithoutAWayAround() {
    int points = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Graph graph = Canonicalizer.run(ExporterGraphs.random(seed));
      List<String> expected = new ArrayList<>();
      for (String value : graph.types().keySet()) {
        if (!graph.isConstant(value) && !reaches(graph, value) && weightsBehind(graph, value) && !isReshapeOfCut(graph, value)) {
          expected.add(value);
        }
      }
      List<SplitPoint> legal = Splits.legal(graph);
      assertThat(legal.stream().map(SplitPoint::value)).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(legal.stream().map(SplitPoint::number)).isEqualTo(IntStream.range(0, legal.size()).boxed().toList());
      points += legal.size();
    }
    assertThat(points).isGreaterThan(3 * CASES);
  }

  /** Frozen and adaptive stage one after the other give the logits of the whole, bit for bit, at every split. */
  @Test
  void stagesTogetherAreTheWhole() {
    int cuts = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Graph graph = Canonicalizer.run(ExporterGraphs.random(seed));
      Tensor input = random(graph, seed);
      Map<String, Tensor> whole = run(graph, input);
      for (SplitPoint point : Splits.legal(graph)) {
        SplitModel split = Split.at(graph, point);
        Tensor latent = run(split.frozenFloat(), input).get(point.value());
        String logits = split.adaptive().outputs().get(0);
        Tensor result = run(split.adaptive(), latent).get(logits);
        assertThat(split.adaptive().inputs()).containsExactly(point.value());
        assertThat(result.shape().dims()).containsExactly(1, split.classes());
        assertThat(result).isEqualTo(whole.get(logits));
        assertThat(split.frozenFloat().nodes().size() + split.adaptive().nodes().size() + (split.head() == Head.NONE ? 0 : 1))
            .isEqualTo(graph.nodes().size());
        cuts++;
      }
    }
    assertThat(cuts).isGreaterThan(3 * CASES);
  }

  @Test
  void residualBranchesAreNotCut() {
    Graph graph = Canonicalizer.run(ResNet8.build(4, 16, 10, 1));
    assertThat(Splits.legal(graph).stream().map(SplitPoint::node))
        .containsExactly(
            "", "stem", "stem/relu", "stack1/add", "stack1/relu", "stack2/add", "stack2/relu", "stack3/add", "stack3/relu", "pool");
    assertThat(Splits.legal(graph).stream().filter(p -> !p.preferred()).map(SplitPoint::node))
        .containsExactly("stem", "stack1/add", "stack2/add", "stack3/add");
    assertThat(Split.at(graph, Splits.legal(graph).get(0)).frozenFloat().nodes()).isEmpty();
  }

  @Test
  void headIsTakenOffWithItsReshapes() {
    assertThat(head("y = Softmax(l) axis=1 @ s")).isEqualTo(Head.SOFTMAX);
    assertThat(head("y = LogSoftmax(l) axis=1 @ s")).isEqualTo(Head.LOG_SOFTMAX);
    assertThat(head("r = Reshape(l) shape=[1,3,1,1] @ r\ns = Softmax(r) axis=1 @ s\ny = Reshape(s) shape=[1,3] @ q"))
        .isEqualTo(Head.SOFTMAX);
    assertThat(head("y = Reshape(l) shape=[3,1] @ q")).isEqualTo(Head.NONE);
  }

  private static Head head(String tail) {
    Graph graph = GraphText.parse("graph g\ninput x f32[1x2]\nconstant w f32[3x2] random 1\nl = Linear(x, w) @ fc\n" + tail + "\noutput y");
    SplitModel split = Split.at(graph, Splits.legal(graph).get(0));
    assertThat(split.adaptive().outputs()).containsExactly("l");
    assertThat(split.adaptive().nodes()).hasSize(1);
    return split.head();
  }

  /** A fully convolutional classifier: pooled [1, K, 1, 1] logits get a Reshape. */
  @Test
  void logitsOfRankFourAreReshaped() {
    Graph graph =
        GraphText.parse(
            """
            graph g
            input x f32[1x2x2x2]
            constant w f32[3x2x2x2] random 1
            c = Conv(x, w) kernel=[2,2] @ conv
            y = Softmax(c) axis=1 @ s
            output y
            """);
    SplitModel split = Split.at(graph, Splits.legal(graph).get(0));
    assertThat(split.head()).isEqualTo(Head.SOFTMAX);
    assertThat(split.classes()).isEqualTo(3);
    assertThat(split.adaptive().nodes().get(1).op()).isInstanceOf(Reshape.class);
  }

  @Test
  void trainedConstantsComeInNodeOrderWeightBeforeBias() {
    Graph graph = Canonicalizer.run(DsCnn.build(4, 5, 1));
    Graph adaptive = Split.at(graph, Splits.find(graph, graph, "block3/pw/relu")).adaptive();
    assertThat(TrainableSelection.of(adaptive, List.of()))
        .containsExactly("block4/dw.weight", "block4/dw.bias", "block4/pw.weight", "block4/pw.bias", "fc.weight", "fc.bias");
    assertThat(TrainableSelection.of(adaptive, List.of("block?/dw")))
        .containsExactly("block4/pw.weight", "block4/pw.bias", "fc.weight", "fc.bias");
    assertThat(TrainableSelection.of(adaptive, List.of("block4/*"))).containsExactly("fc.weight", "fc.bias");
  }

  private static boolean reaches(Graph graph, String avoided) {
    Set<String> reached = new LinkedHashSet<>(graph.inputs());
    reached.remove(avoided);
    for (Node node : graph.nodes()) {
      if (!node.output().equals(avoided) && node.inputs().stream().anyMatch(reached::contains)) {
        reached.add(node.output());
      }
    }
    return reached.contains(graph.outputs().get(0));
  }

  private static boolean weightsBehind(Graph graph, String value) {
    Set<String> behind = new LinkedHashSet<>(List.of(value));
    boolean weights = false;
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(behind::contains)) {
        behind.add(node.output());
        weights |= node.inputs().size() > 1 && List.of("Conv", "Linear").contains(node.op().kind());
      }
    }
    return weights;
  }

  private static boolean isReshapeOfCut(Graph graph, String value) {
    Node producer = graph.producer(value);
    return producer != null && producer.op() instanceof Reshape && !reaches(graph, producer.input(0));
  }

  private static Tensor random(Graph graph, long seed) {
    Random random = new Random(seed);
    Tensor tensor = Tensor.zeros(graph.shape(graph.inputs().get(0)));
    for (int i = 0; i < tensor.floats().length; i++) {
      tensor.floats()[i] = (float) random.nextGaussian();
    }
    return tensor;
  }

  private static Map<String, Tensor> run(Graph graph, Tensor input) {
    return FloatExecutor.run(graph, Map.of(graph.inputs().get(0), input), Accumulate.FUSED);
  }
}
