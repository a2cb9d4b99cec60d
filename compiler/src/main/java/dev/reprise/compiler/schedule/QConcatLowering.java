package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QConcat;

/** Concat, one copy per operand: N6.7. */
final class QConcatLowering implements FrozenLowering<QConcat> {
  @Override
  public void lower(QConcat op, QNode node, FrozenTape tape) {
    Buffer y = tape.define(node.output());
    int at = 0;
    for (String input : node.inputs()) {
      Shape part = tape.shape(input);
      tape.emit(
          tape.call("rp_concat_u8", node)
              .geometry("rp_concat_geometry", Geometries.concat(part, tape.shape(node.output()), op.axis(), at))
              .read(tape.value(input))
              .write(y));
      at += part.dim(op.axis());
    }
  }
}
