package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Phase;

/** Div with broadcasting: N3.8. */
final class DivLowering implements OpLowering<Div> {
  @Override
  public void forward(Div op, Node node, Tape tape) {
    BroadcastCalls.forward("rp_div_f32_fw", node, tape);
  }

  @Override
  public void backward(Div op, Node node, Tape tape) {
    if (tape.needsGradient(node.input(1))) {
      Buffer d = tape.contribution(node.input(1));
      tape.emit(
          tape.call("rp_div_f32_bw_b", Phase.INPUT_GRADIENT, node)
              .geometry("rp_broadcast_geometry", BroadcastCalls.geometry(node.input(0), node.input(1), node, tape))
              .samples()
              .read(tape.value(node.output()))
              .read(tape.value(node.input(1)))
              .read(tape.gradient(node.output()))
              .write(d));
      tape.contribute(node, node.input(1), d);
    }
    if (tape.needsGradient(node.input(0))) {
      BroadcastCalls.scaled("rp_div_f32_bw_a", node.input(0), node.input(1), node, tape);
    }
  }
}
