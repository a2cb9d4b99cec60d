package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;

/** Average pool: N3.10. */
final class AveragePoolLowering implements OpLowering<AveragePool> {
  @Override
  public void forward(AveragePool op, Node node, Tape tape) {
    tape.emit(
        call("rp_average_pool_f32_fw", Phase.FORWARD, op, node, tape).read(tape.value(node.input(0))).write(tape.define(node.output())));
  }

  @Override
  public void backward(AveragePool op, Node node, Tape tape) {
    Buffer dx = tape.contribution(node.input(0));
    tape.emit(call("rp_average_pool_f32_bw", Phase.INPUT_GRADIENT, op, node, tape).read(tape.gradient(node.output())).write(dx));
    tape.contribute(node, node.input(0), dx);
  }

  private static CallBuilder call(String kernel, Phase phase, AveragePool op, Node node, Tape tape) {
    return tape.call(kernel, phase, node)
        .geometry(
            "rp_pool_geometry",
            Geometries.pool(tape.shape(node.input(0)), tape.shape(node.output()), op.window(), op.countIncludePad()))
        .samples();
  }
}
