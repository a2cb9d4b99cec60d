package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;

/** What the softmax forms share: {@code (g, n, x, y)} and {@code (g, n, y, dy, dx)} over one axis. */
final class AxisCalls {
  private AxisCalls() {}

  static void forward(String kernel, int axis, Node node, Tape tape) {
    tape.emit(
        tape.call(kernel, Phase.FORWARD, node)
            .geometry("rp_axis_geometry", Geometries.axis(tape.shape(node.output()), axis))
            .samples()
            .read(tape.value(node.input(0)))
            .write(tape.define(node.output())));
  }

  static void backward(String kernel, int axis, Node node, Tape tape) {
    Buffer dx = tape.contribution(node.input(0));
    tape.emit(
        tape.call(kernel, Phase.INPUT_GRADIENT, node)
            .geometry("rp_axis_geometry", Geometries.axis(tape.shape(node.output()), axis))
            .samples()
            .read(tape.value(node.output()))
            .read(tape.gradient(node.output()))
            .write(dx));
    tape.contribute(node, node.input(0), dx);
  }
}
