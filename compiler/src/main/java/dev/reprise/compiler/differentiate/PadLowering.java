package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import java.util.Map;

/** Pad or crop: N3.15. */
final class PadLowering implements OpLowering<Pad> {
  @Override
  public void forward(Pad op, Node node, Tape tape) {
    tape.emit(
        tape.call("rp_pad_f32_fw", Phase.FORWARD, node)
            .geometry("rp_pad_geometry", geometry(op, node, tape))
            .literal(op.value())
            .samples()
            .read(tape.value(node.input(0)))
            .write(tape.define(node.output())));
  }

  @Override
  public void backward(Pad op, Node node, Tape tape) {
    Buffer dx = tape.contribution(node.input(0));
    tape.emit(
        tape.call("rp_pad_f32_bw", Phase.INPUT_GRADIENT, node)
            .geometry("rp_pad_geometry", geometry(op, node, tape))
            .samples()
            .read(tape.gradient(node.output()))
            .write(dx));
    tape.contribute(node, node.input(0), dx);
  }

  private static Map<String, Integer> geometry(Pad op, Node node, Tape tape) {
    return Geometries.pad(tape.shape(node.input(0)), tape.shape(node.output()), op.begin());
  }
}
