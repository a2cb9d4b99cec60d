package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.program.ConvKernel;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QConv;
import java.util.Map;

/** Convolution: N6.2. */
final class QConvLowering implements FrozenLowering<QConv> {
  @Override
  public void lower(QConv op, QNode node, FrozenTape tape) {
    Shape x = tape.shape(node.inputs().get(0));
    Shape y = tape.shape(node.output());
    Map<String, Integer> g = Geometries.conv(x, y, op.window(), op.groups());
    tape.emit(
        tape.call("rp_" + ConvKernel.family(g) + "_s8", node)
            .geometry("rp_conv_geometry", g)
            .geometry("rp_s8_output", tape.output(node, op.low(), op.high()))
            .read(tape.value(node.inputs().get(0)))
            .read(tape.constant(node.name() + "_w", DType.S8, op.weights().length, op.weights()))
            .read(tape.constant(node.name() + "_b", DType.I32, op.bias().length, op.bias()))
            .read(tape.requants(node.name() + "_m", op.requant()))
            .write(tape.define(node.output()))
            .macs(ConvKernel.macs(g)));
  }
}
