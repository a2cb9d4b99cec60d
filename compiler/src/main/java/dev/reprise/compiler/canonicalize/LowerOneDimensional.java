package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.List;

/** 1-D convolutions and pools become 2-D ones of height 1 between Reshapes N-C-W to N-C-1-W and back, which then cancel. */
final class LowerOneDimensional extends LocalPass {
  LowerOneDimensional() {
    super("lower-one-dimensional");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    Op flat = lowered(node.op());
    if (flat == null || (flat instanceof Conv && !graph.isConstant(node.input(1)))) {
      return false;
    }
    List<String> inputs = new ArrayList<>(node.inputs());
    if (flat instanceof Conv) {
      String weights = node.input(1);
      inputs.set(1, graph.replaceConstant(node, weights, graph.constant(weights).reshaped(heightOne(graph.shape(weights)))));
    }
    inputs.set(0, graph.reshapeBefore(node, node.input(0), heightOne(graph.shape(node.input(0)))));
    graph.replaceReshaped(node, flat, inputs);
    return true;
  }

  private static Op lowered(Op op) {
    if (op instanceof Conv conv && conv.window().spatialRank() == 1) {
      return new Conv(lowered(conv.window()), conv.groups());
    } else if (op instanceof MaxPool pool && pool.window().spatialRank() == 1) {
      return new MaxPool(lowered(pool.window()));
    } else if (op instanceof AveragePool pool && pool.window().spatialRank() == 1) {
      return new AveragePool(lowered(pool.window()), pool.countIncludePad());
    }
    return null;
  }

  private static Window lowered(Window w) {
    return new Window(
        List.of(1, w.kernel().get(0)),
        List.of(1, w.strides().get(0)),
        List.of(1, w.dilations().get(0)),
        List.of(0, w.padsBegin().get(0)),
        List.of(0, w.padsEnd().get(0)),
        w.ceil());
  }

  private static Shape heightOne(Shape s) {
    return Shape.of(s.dim(0), s.dim(1), 1, s.dim(2));
  }
}
