package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import java.util.List;
import java.util.stream.IntStream;

/** Transpose: N3.15; its gradient is the inverse permutation. */
final class TransposeLowering implements OpLowering<Transpose> {
  static final String KERNEL = "rp_transpose_f32";

  @Override
  public void forward(Transpose op, Node node, Tape tape) {
    Buffer x = tape.value(node.input(0));
    permute(Phase.FORWARD, tape.shape(node.input(0)), op.perm(), x, tape.define(node.output()), node, tape);
  }

  @Override
  public void backward(Transpose op, Node node, Tape tape) {
    Buffer dx = tape.contribution(node.input(0));
    permute(Phase.INPUT_GRADIENT, tape.shape(node.output()), inverse(op.perm()), tape.gradient(node.output()), dx, node, tape);
    tape.contribute(node, node.input(0), dx);
  }

  static void permute(Phase phase, Shape in, List<Integer> perm, Buffer from, Buffer to, Node node, Tape tape) {
    tape.emit(tape.call(KERNEL, phase, node).geometry("rp_permute_geometry", Geometries.permute(in, perm)).samples().read(from).write(to));
  }

  static List<Integer> inverse(List<Integer> perm) {
    return IntStream.range(0, perm.size()).mapToObj(perm::indexOf).toList();
  }
}
