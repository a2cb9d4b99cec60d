package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.Window;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Global average pool: an average pool whose window is the whole plane; N3.10. */
final class GlobalAveragePoolLowering implements OpLowering<GlobalAveragePool> {
  private final AveragePoolLowering pool = new AveragePoolLowering();

  @Override
  public void forward(GlobalAveragePool op, Node node, Tape tape) {
    pool.forward(wholePlane(node, tape), node, tape);
  }

  @Override
  public void backward(GlobalAveragePool op, Node node, Tape tape) {
    pool.backward(wholePlane(node, tape), node, tape);
  }

  private static AveragePool wholePlane(Node node, Tape tape) {
    Shape x = tape.shape(node.input(0));
    List<Integer> plane = IntStream.range(2, x.rank()).mapToObj(x::dim).toList();
    List<Integer> ones = Collections.nCopies(plane.size(), 1);
    List<Integer> zeros = Collections.nCopies(plane.size(), 0);
    return new AveragePool(new Window(plane, ones, ones, zeros, zeros, false), false);
  }
}
