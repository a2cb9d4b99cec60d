package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Mean over axes: N3.11. The kernel reduces one contiguous run of axes; where the reduced axes are not neighbours, a transpose brings them to the end, which
 * keeps their scan order (N2.6).
 */
final class ReduceMeanLowering implements OpLowering<ReduceMean> {
  @Override
  public void forward(ReduceMean op, Node node, Tape tape) {
    Shape x = tape.shape(node.input(0));
    Buffer from = tape.value(node.input(0));
    if (!contiguous(op)) {
      Buffer moved = tape.activation("t", node.name(), x.elements());
      TransposeLowering.permute(Phase.FORWARD, x, reducedLast(op, x), from, moved, node, tape);
      from = moved;
    }
    tape.emit(
        tape.call("rp_reduce_mean_f32_fw", Phase.FORWARD, node)
            .geometry("rp_axis_geometry", geometry(op, x))
            .samples()
            .read(from)
            .write(tape.define(node.output())));
  }

  @Override
  public void backward(ReduceMean op, Node node, Tape tape) {
    Shape x = tape.shape(node.input(0));
    Buffer dx = tape.contribution(node.input(0));
    Buffer spread = contiguous(op) ? dx : tape.activation("t", node.name(), x.elements());
    tape.emit(
        tape.call("rp_reduce_mean_f32_bw", Phase.INPUT_GRADIENT, node)
            .geometry("rp_axis_geometry", geometry(op, x))
            .samples()
            .read(tape.gradient(node.output()))
            .write(spread));
    if (spread != dx) {
      List<Integer> perm = reducedLast(op, x);
      Shape moved = Shape.of(perm.stream().mapToInt(x::dim).toArray());
      TransposeLowering.permute(Phase.INPUT_GRADIENT, moved, TransposeLowering.inverse(perm), spread, dx, node, tape);
    }
    tape.contribute(node, node.input(0), dx);
  }

  private static boolean contiguous(ReduceMean op) {
    return op.axes().get(op.axes().size() - 1) - op.axes().get(0) == op.axes().size() - 1;
  }

  private static List<Integer> reducedLast(ReduceMean op, Shape x) {
    return Stream.concat(IntStream.range(0, x.rank()).boxed().filter(i -> !op.axes().contains(i)), op.axes().stream()).toList();
  }

  private static Map<String, Integer> geometry(ReduceMean op, Shape x) {
    int reduced = op.axes().stream().mapToInt(x::dim).reduce(1, (a, b) -> a * b);
    if (!contiguous(op)) {
      return Geometries.axis(x.elements() / reduced, reduced, 1);
    }
    int first = op.axes().get(0);
    return Geometries.axis(x.product(1, first), reduced, x.product(first + op.axes().size(), x.rank()));
  }
}
