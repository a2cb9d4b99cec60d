package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;

/** Fully connected layer: N2.1 - N2.4. */
final class LinearLowering implements OpLowering<Linear> {
  @Override
  public void forward(Linear op, Node node, Tape tape) {
    tape.emit(
        call("rp_linear_f32_fw", Phase.FORWARD, node, tape)
            .read(tape.value(node.input(0)))
            .read(tape.value(node.input(1)))
            .read(tape.optional(node.input(2)))
            .write(tape.define(node.output())));
  }

  @Override
  public void backward(Linear op, Node node, Tape tape) {
    Buffer dy = tape.gradient(node.output());
    Buffer dw = tape.weightGradient(node.input(1));
    Buffer db = tape.weightGradient(node.input(2));
    if (dw != null) {
      tape.emit(
          call("rp_linear_f32_bw_weight", Phase.WEIGHT_GRADIENT, node, tape).read(tape.value(node.input(0))).read(dy).update(dw).update(db));
    }
    if (tape.needsGradient(node.input(0))) {
      Buffer dx = tape.contribution(node.input(0));
      tape.emit(call("rp_linear_f32_bw_input", Phase.INPUT_GRADIENT, node, tape).read(dy).read(tape.value(node.input(1))).write(dx));
      tape.contribute(node, node.input(0), dx);
    }
  }

  private static CallBuilder call(String kernel, Phase phase, Node node, Tape tape) {
    Shape x = tape.shape(node.input(0));
    Shape y = tape.shape(node.output());
    return tape.call(kernel, phase, node)
        .geometry("rp_linear_geometry", Geometries.linear(x, y.dim(-1)))
        .samples()
        .macs((long) y.elements() * x.dim(-1));
  }
}
