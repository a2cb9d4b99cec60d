package dev.reprise.compiler.split;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Activations;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Reshape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The legal splits of a canonical graph. */
public final class Splits {
  private Splits() {}

  /**
   * Every value at which one tensor cuts the graph in two and behind which a layer with weights remains to be trained, from the input to
   * the classifier's input. Values that differ by a Reshape only are one point.
   *
   * <p>Such a value is the only one alive right behind its node in any topological order: a node that neither leads to it nor comes from it
   * would be a way around it.
   *
   * @param graph canonical, without dead code, one input and one output
   */
  public static List<SplitPoint> legal(Graph graph) {
    int lastWeights = lastWeightedNode(graph);
    List<SplitPoint> points = new ArrayList<>();
    if (lastWeights >= 0) {
      points.add(point(graph, 0, graph.inputs().get(0), ""));
    }
    Map<String, Integer> unread = reads(graph);
    Set<String> alive = new HashSet<>(graph.inputs());
    for (int k = 0; k < lastWeights; k++) {
      Node node = graph.nodes().get(k);
      node.inputs().stream().filter(i -> !i.isEmpty() && unread.merge(i, -1, Integer::sum) == 0).forEach(alive::remove);
      alive.addAll(node.outputs());
      if (alive.size() != 1) {
        continue;
      }
      int last = points.size() - 1;
      if (node.op() instanceof Reshape && points.get(last).isCalled(node.input(0))) {
        points.set(last, withAlias(graph, points.get(last), node));
      } else {
        points.add(point(graph, points.size(), node.output(), node.name()));
      }
    }
    return points;
  }

  private static SplitPoint point(Graph graph, int number, String value, String node) {
    return new SplitPoint(number, value, node, graph.shape(value), !activationFollows(graph, value), List.of());
  }

  private static SplitPoint withAlias(Graph graph, SplitPoint p, Node reshape) {
    List<String> aliases = new ArrayList<>(p.aliases());
    aliases.add(reshape.output());
    aliases.add(reshape.name());
    boolean preferred = p.preferred() && !activationFollows(graph, reshape.output());
    return new SplitPoint(p.number(), p.value(), p.node(), p.shape(), preferred, aliases);
  }

  private static boolean activationFollows(Graph graph, String value) {
    List<Node> readers = graph.nodes().stream().filter(n -> n.inputs().contains(value)).toList();
    return readers.size() == 1 && Activations.isActivation(readers.get(0).op());
  }

  /** How often nodes read each value. The graph's output comes last and is read by none. */
  private static Map<String, Integer> reads(Graph graph) {
    Map<String, Integer> reads = new HashMap<>();
    graph.nodes().forEach(n -> n.inputs().forEach(i -> reads.merge(i, 1, Integer::sum)));
    return reads;
  }

  /** A graph as the place of a diagnostic; its name may be empty. */
  static String place(Graph graph) {
    return "graph '" + graph.name() + "'";
  }

  private static int lastWeightedNode(Graph graph) {
    int last = -1;
    for (int k = 0; k < graph.nodes().size(); k++) {
      if (isWeighted(graph.nodes().get(k))) {
        last = k;
      }
    }
    return last;
  }

  /** Whether {@code node} is a layer with weights that can be trained. */
  public static boolean isWeighted(Node node) {
    return node.op() instanceof Conv || node.op() instanceof Linear;
  }

  /**
   * The point that a user means.
   *
   * @param canonical the canonical graph
   * @param original the imported graph it was made from; names that canonicalisation took away (a Dropout's, a Flatten's, those of a folded
   *     batch normalization) are looked up there
   * @param name {@code auto} or {@code last}: the classifier's input; or a number of {@link #legal}; or the name of a value or node
   * @throws RepriseException RP1120 to RP1123
   */
  public static SplitPoint find(Graph canonical, Graph original, String name) {
    List<SplitPoint> points = legal(canonical);
    if (points.isEmpty()) {
      throw RepriseException.of(SplitError.NO_SPLIT, place(canonical));
    }
    if (name.equals("auto") || name.equals("last")) {
      return points.stream().filter(SplitPoint::preferred).reduce((a, b) -> b).orElse(points.get(points.size() - 1));
    }
    if (name.matches("[0-9]{1,6}")) {
      int number = Integer.parseInt(name);
      if (number < points.size()) {
        return points.get(number);
      }
    }
    return new SplitNames(canonical, original, points).find(name);
  }
}
