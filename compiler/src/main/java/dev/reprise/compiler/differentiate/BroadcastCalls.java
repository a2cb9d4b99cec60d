package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import java.util.Map;

/** What Add, Sub, Mul and Div share: broadcast geometry and the gradients of one operand. */
final class BroadcastCalls {
  private BroadcastCalls() {}

  static void forward(String kernel, Node node, Tape tape) {
    tape.emit(
        tape.call(kernel, Phase.FORWARD, node)
            .geometry("rp_broadcast_geometry", geometry(node.input(0), node.input(1), node, tape))
            .samples()
            .read(tape.value(node.input(0)))
            .read(tape.value(node.input(1)))
            .write(tape.define(node.output())));
  }

  /** {@code dy}, summed over broadcast axes, negated for {@code sign} -1, as a contribution to {@code operand}. */
  static void passOn(String operand, int sign, Node node, Tape tape) {
    Buffer dy = tape.gradient(node.output());
    if (sign > 0 && tape.shape(operand).equals(tape.shape(node.output()))) {
      tape.contributeView(node, operand, dy);
      return;
    }
    Buffer d = tape.contribution(operand);
    tape.emit(
        tape.call("rp_add_f32_bw", Phase.INPUT_GRADIENT, node)
            .geometry("rp_broadcast_geometry", geometry(operand, operand, node, tape))
            .literal(sign)
            .samples()
            .read(dy)
            .write(d));
    tape.contribute(node, operand, d);
  }

  /** A gradient kernel {@code (g, n, other, dy, d)} for {@code operand}, g.a describing it and g.b {@code other}. */
  static void scaled(String kernel, String operand, String other, Node node, Tape tape) {
    Buffer d = tape.contribution(operand);
    tape.emit(
        tape.call(kernel, Phase.INPUT_GRADIENT, node)
            .geometry("rp_broadcast_geometry", geometry(operand, other, node, tape))
            .samples()
            .read(tape.value(other))
            .read(tape.gradient(node.output()))
            .write(d));
    tape.contribute(node, operand, d);
  }

  static Map<String, Integer> geometry(String a, String b, Node node, Tape tape) {
    return Geometries.broadcast(
        tape.shape(node.output()), tape.shape(a), tape.graph().isConstant(a), tape.shape(b), tape.graph().isConstant(b));
  }
}
