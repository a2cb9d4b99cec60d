package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QLinear;

/** Fully connected: N6.2. */
final class QLinearLowering implements FrozenLowering<QLinear> {
  @Override
  public void lower(QLinear op, QNode node, FrozenTape tape) {
    Shape x = tape.shape(node.inputs().get(0));
    tape.emit(
        tape.call("rp_linear_s8", node)
            .geometry("rp_linear_geometry", Geometries.linear(x, op.outFeatures()))
            .geometry("rp_s8_output", tape.output(node, op.low(), op.high()))
            .read(tape.value(node.inputs().get(0)))
            .read(tape.constant(node.name() + "_w", DType.S8, op.weights().length, op.weights()))
            .read(tape.constant(node.name() + "_b", DType.I32, op.bias().length, op.bias()))
            .read(tape.requants(node.name() + "_m", op.requant()))
            .write(tape.define(node.output()))
            .macs((long) x.elements() * op.outFeatures()));
  }
}
