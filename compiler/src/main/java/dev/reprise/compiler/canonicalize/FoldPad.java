package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * A Pad with zeros before a Conv goes into its pads; before an AveragePool into its pads with {@code countIncludePad}, if the pool does not
 * itself leave pads uncounted. A Pad of nothing goes.
 */
final class FoldPad extends LocalPass {
  FoldPad() {
    super("fold-pad");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    if (node.op() instanceof Pad pad) {
      boolean nothing = pad.begin().stream().allMatch(p -> p == 0) && pad.end().stream().allMatch(p -> p == 0);
      return nothing && graph.bypass(node, node.input(0));
    }
    Node before = node.inputs().isEmpty() ? null : graph.producer(node.input(0));
    if (before == null || !(before.op() instanceof Pad pad) || !isSpatialZeroPad(pad) || !graph.usedOnce(node.input(0))) {
      return false;
    }
    Op padded = padded(node.op(), pad);
    if (padded == null || !fits(padded, graph.shape(before.input(0)), graph.shape(node.output()))) {
      return false;
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    inputs.set(0, before.input(0));
    graph.replace(node, new Node(node.name(), padded, inputs, node.outputs()));
    graph.remove(before);
    return true;
  }

  private static boolean isSpatialZeroPad(Pad pad) {
    boolean grows = pad.begin().stream().allMatch(p -> p >= 0) && pad.end().stream().allMatch(p -> p >= 0);
    boolean outer = pad.begin().stream().limit(2).allMatch(p -> p == 0) && pad.end().stream().limit(2).allMatch(p -> p == 0);
    return pad.value() == 0 && grows && outer;
  }

  private static Op padded(Op op, Pad pad) {
    if (op instanceof Conv conv) {
      return new Conv(grown(conv.window(), pad), conv.groups());
    }
    if (op instanceof AveragePool pool) {
      boolean ownPads = pool.window().padsBegin().stream().anyMatch(p -> p != 0) || pool.window().padsEnd().stream().anyMatch(p -> p != 0);
      return ownPads && !pool.countIncludePad() ? null : new AveragePool(grown(pool.window(), pad), true);
    }
    return null;
  }

  /** With {@code ceil} the larger pads may add a window; and a pool's pads stay smaller than its window, as ONNX wants them. */
  private static boolean fits(Op op, Shape input, Shape output) {
    if (!(op instanceof AveragePool pool)) {
      return true;
    }
    Window w = pool.window();
    for (int i = 0; i < w.spatialRank(); i++) {
      if (w.output(i, input.dim(i + 2)) != output.dim(i + 2) || Math.max(w.padsBegin().get(i), w.padsEnd().get(i)) >= w.kernel().get(i)) {
        return false;
      }
    }
    return true;
  }

  private static Window grown(Window w, Pad pad) {
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    for (int i = 0; i < w.spatialRank(); i++) {
      begin.add(w.padsBegin().get(i) + pad.begin().get(i + 2));
      end.add(w.padsEnd().get(i) + pad.end().get(i + 2));
    }
    return new Window(w.kernel(), w.strides(), w.dilations(), begin, end, w.ceil());
  }
}
