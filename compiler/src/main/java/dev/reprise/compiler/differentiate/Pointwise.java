package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Phase;

/** What the lowerings of the pointwise functions share: {@code kernel(elements, parameters..., n, in, out)}. */
final class Pointwise {
  private Pointwise() {}

  static void forward(String kernel, Node node, Tape tape, float... parameters) {
    CallBuilder c = begin(kernel, Phase.FORWARD, node, tape, parameters);
    tape.emit(c.read(tape.value(node.input(0))).write(tape.define(node.output())));
  }

  /** @param kept the value that the gradient kernel looks at: the node's input or its output */
  static void backward(String kernel, String kept, Node node, Tape tape, float... parameters) {
    Buffer dx = tape.contribution(node.input(0));
    CallBuilder c = begin(kernel, Phase.INPUT_GRADIENT, node, tape, parameters);
    tape.emit(c.read(tape.value(kept)).read(tape.gradient(node.output())).write(dx));
    tape.contribute(node, node.input(0), dx);
  }

  private static CallBuilder begin(String kernel, Phase phase, Node node, Tape tape, float... parameters) {
    CallBuilder c = tape.call(kernel, phase, node).literal(tape.shape(node.output()).elements());
    for (float p : parameters) {
      c.literal(p);
    }
    return c.samples();
  }
}
