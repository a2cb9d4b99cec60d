package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.ConvKernel;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import java.util.Map;

/** Convolution: N2.1 - N2.4. */
final class ConvLowering implements OpLowering<Conv> {
  @Override
  public void forward(Conv op, Node node, Tape tape) {
    tape.emit(
        call("_fw", Phase.FORWARD, op, node, tape)
            .read(tape.value(node.input(0)))
            .read(tape.value(node.input(1)))
            .read(tape.optional(node.input(2)))
            .write(tape.define(node.output())));
  }

  @Override
  public void backward(Conv op, Node node, Tape tape) {
    Buffer dy = tape.gradient(node.output());
    Buffer dw = tape.weightGradient(node.input(1));
    Buffer db = tape.weightGradient(node.input(2));
    if (dw != null) {
      tape.emit(call("_bw_weight", Phase.WEIGHT_GRADIENT, op, node, tape).read(tape.value(node.input(0))).read(dy).update(dw).update(db));
    }
    if (tape.needsGradient(node.input(0))) {
      Buffer dx = tape.contribution(node.input(0));
      tape.emit(call("_bw_input", Phase.INPUT_GRADIENT, op, node, tape).read(dy).read(tape.value(node.input(1))).write(dx));
      tape.contribute(node, node.input(0), dx);
    }
  }

  private static CallBuilder call(String step, Phase phase, Conv op, Node node, Tape tape) {
    Shape x = tape.shape(node.input(0));
    Shape y = tape.shape(node.output());
    Map<String, Integer> g = Geometries.conv(x, y, op.window(), op.groups());
    return tape.call("rp_" + ConvKernel.family(g) + "_f32" + step, phase, node)
        .geometry("rp_conv_geometry", g)
        .samples()
        .macs(ConvKernel.macs(g));
  }
}
