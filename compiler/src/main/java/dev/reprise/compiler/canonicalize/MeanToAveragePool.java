package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Window;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * GlobalAveragePool, and ReduceMean over axes other than the batch, become an AveragePool whose window is the whole plane; the numbers stay
 * the same (N3.10, N3.11 add in the same order). Axes that are not the last two of four are brought there by Reshapes, axes that are not
 * neighbours by a Transpose first.
 */
final class MeanToAveragePool extends LocalPass {
  MeanToAveragePool() {
    super("mean-to-average-pool");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    Shape in = node.inputs().isEmpty() ? null : graph.shape(node.input(0));
    List<Integer> axes;
    if (node.op() instanceof GlobalAveragePool && in.rank() > 2) {
      axes = IntStream.range(2, in.rank()).boxed().toList();
    } else if (node.op() instanceof ReduceMean reduce && !reduce.axes().isEmpty() && reduce.axes().get(0) > 0) {
      axes = reduce.axes();
    } else {
      return false;
    }
    if (axes.get(axes.size() - 1) - axes.get(0) != axes.size() - 1) {
      bringTogether(graph, node, axes);
      return true;
    }
    int first = axes.get(0);
    int behind = axes.get(axes.size() - 1) + 1;
    int mean = in.product(first, behind);
    int trailing = in.product(behind, in.rank());
    boolean plane = in.rank() == 4 && first == 2 && behind == 4;
    Shape view = plane ? in : Shape.of(in.dim(0), in.product(1, first), trailing == 1 ? 1 : mean, trailing == 1 ? mean : trailing);
    List<Integer> kernel = List.of(view.dim(2), plane || trailing == 1 ? view.dim(3) : 1);
    List<Integer> ones = List.of(1, 1);
    List<Integer> zeros = List.of(0, 0);
    AveragePool pool = new AveragePool(new Window(kernel, ones, ones, zeros, zeros, false), false);
    String input = view.equals(in) ? node.input(0) : graph.reshapeBefore(node, node.input(0), view);
    Shape pooled = Shape.of(view.dim(0), view.dim(1), 1, plane || trailing == 1 ? 1 : trailing);
    if (pooled.equals(graph.shape(node.output()))) {
      graph.replace(node, new Node(node.name(), pool, List.of(input), node.outputs()));
    } else {
      graph.replaceReshaped(node, pool, List.of(input));
    }
    return true;
  }

  /** Moves the averaged axes behind the others; their order, and with it the order of the sum, stays. */
  private static void bringTogether(GraphEditor graph, Node node, List<Integer> axes) {
    int rank = graph.shape(node.input(0)).rank();
    List<Integer> kept = IntStream.range(0, rank).boxed().filter(a -> !axes.contains(a)).toList();
    List<Integer> perm = Stream.concat(kept.stream(), axes.stream()).toList();
    String turned = graph.transposeBefore(node, node.input(0), perm);
    ReduceMean trailing = new ReduceMean(IntStream.range(kept.size(), rank).boxed().toList(), false);
    graph.replaceReshaped(node, trailing, List.of(turned));
  }
}
