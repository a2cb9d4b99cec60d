package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.PoolKernel;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.quantize.QNode;

/** Both ends of a pool's argument list: the share where the kernel has one; input, scratch where it has one, output. */
final class PoolCall {
  private PoolCall() {}

  static CallBuilder begin(FrozenTape tape, PoolKernel kernel) {
    return kernel.shared() ? tape.call().share() : tape.call();
  }

  static void add(FrozenTape tape, QNode node, int scratch, CallBuilder call) {
    call.read(tape.input(node, 0));
    if (scratch != PoolKernel.NO_SCRATCH) {
      call.scratch(tape.scratch(node, scratch));
    }
    tape.add(call.write(tape.output(node)));
  }
}
