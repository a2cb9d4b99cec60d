package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;

/** Concat: one copy per operand, and one back per operand that needs a gradient; N3.15. */
final class ConcatLowering implements OpLowering<Concat> {
  @Override
  public void forward(Concat op, Node node, Tape tape) {
    Buffer y = tape.define(node.output());
    for (int i = 0, at = 0; i < node.inputs().size(); i++) {
      Shape part = tape.shape(node.input(i));
      tape.emit(
          tape.call("rp_concat_f32_fw", Phase.FORWARD, node)
              .geometry("rp_concat_geometry", Geometries.concat(part, tape.shape(node.output()), op.axis(), at))
              .samples()
              .read(tape.value(node.input(i)))
              .write(y));
      at += part.dim(op.axis());
    }
  }

  @Override
  public void backward(Concat op, Node node, Tape tape) {
    int at = tape.shape(node.output()).dim(op.axis());
    for (int i = node.inputs().size() - 1; i >= 0; i--) {
      String input = node.input(i);
      at -= tape.shape(input).dim(op.axis());
      if (tape.needsGradient(input)) {
        Buffer dx = tape.contribution(input);
        tape.emit(
            tape.call("rp_concat_f32_bw", Phase.INPUT_GRADIENT, node)
                .geometry("rp_concat_geometry", Geometries.concat(tape.shape(input), tape.shape(node.output()), op.axis(), at))
                .samples()
                .read(tape.gradient(node.output()))
                .write(dx));
        tape.contribute(node, input, dx);
      }
    }
  }
}
