package dev.reprise.compiler.split;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Which constants of an adaptive stage are trained. */
public final class TrainableSelection {
  private TrainableSelection() {}

  /**
   * The weights and biases of every Conv and Linear, in node order, weight before bias, but of those that a pattern freezes.
   *
   * @param adaptive the adaptive stage
   * @param freeze patterns of node names; {@code *} stands for any characters, {@code ?} for one
   * @throws RepriseException RP1125 where a pattern matches nothing, RP1126 where nothing is left, RP1127 where a trained constant is
   *     shared
   */
  public static List<String> of(Graph adaptive, List<String> freeze) {
    List<Node> layers = adaptive.nodes().stream().filter(Splits::isWeighted).toList();
    List<Node> trained = new ArrayList<>(layers);
    for (String glob : freeze) {
      Pattern pattern = pattern(glob);
      if (layers.stream().noneMatch(n -> pattern.matcher(n.name()).matches())) {
        String names = String.join(", ", layers.stream().map(Node::name).toList());
        throw RepriseException.of(SplitError.NO_SUCH_LAYER, Splits.place(adaptive), glob, names);
      }
      trained.removeIf(n -> pattern.matcher(n.name()).matches());
    }
    if (trained.isEmpty()) {
      throw RepriseException.of(SplitError.NOTHING_TRAINED, Splits.place(adaptive));
    }
    List<String> selected = new ArrayList<>();
    for (Node node : trained) {
      node.inputs().stream().skip(1).filter(i -> !i.isEmpty()).forEach(i -> selected.add(unshared(adaptive, i)));
    }
    return selected;
  }

  private static String unshared(Graph graph, String constant) {
    List<String> readers = new ArrayList<>();
    graph.nodes().forEach(n -> n.inputs().stream().filter(constant::equals).forEach(i -> readers.add(n.name())));
    if (readers.size() != 1) {
      throw RepriseException.of(SplitError.SHARED_WEIGHTS, Splits.place(graph), constant, String.join(", ", readers));
    }
    return constant;
  }

  private static Pattern pattern(String glob) {
    StringBuilder regex = new StringBuilder();
    for (char c : glob.toCharArray()) {
      regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
    }
    return Pattern.compile(regex.toString());
  }
}
