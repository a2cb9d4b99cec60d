package dev.reprise.compiler.schedule;

import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QPad;

/** Pad or crop: N6.7. */
final class QPadLowering implements FrozenLowering<QPad> {
  @Override
  public void lower(QPad op, QNode node, FrozenTape tape) {
    tape.emit(
        tape.call("rp_pad_u8", node)
            .geometry("rp_pad_geometry", Geometries.pad(tape.shape(node.inputs().get(0)), tape.shape(node.output()), op.begin()))
            .literal(op.code())
            .read(tape.value(node.inputs().get(0)))
            .write(tape.define(node.output())));
  }
}
