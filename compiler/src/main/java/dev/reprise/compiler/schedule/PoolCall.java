package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.PoolKernel;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.quantize.QNode;

/** The end of a pool's argument list: input, scratch where the kernel has one, output. */
final class PoolCall {
  private PoolCall() {}

  static void add(FrozenTape tape, QNode node, int scratch, CallBuilder call) {
    call.read(tape.input(node, 0));
    if (scratch != PoolKernel.NO_SCRATCH) {
      call.scratch(tape.scratch(node, scratch));
    }
    tape.add(call.write(tape.output(node)));
  }
}
