package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.Constant;
import dev.reprise.compiler.kernel.ConstantLayout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.kernel.WeightedKernel;
import dev.reprise.compiler.kernel.WeightedWork;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.quantize.QNode;
import java.util.List;

/** The ways of convolutions and fully connected layers: one for each kernel that can compute them. */
final class WeightedWays {
  private WeightedWays() {}

  static List<FrozenWay> of(List<WeightedKernel> kernels, WeightedWork work, String geometryType, QNode node, FrozenStage stage) {
    return kernels.stream()
        .map(
            k ->
                new FrozenWay(
                    new Way(k.name(), List.of(k.input()), k.output(), k.cycles(work, stage.machine())),
                    tape -> emit(k, work, geometryType, node, stage, tape)))
        .toList();
  }

  private static void emit(WeightedKernel kernel, WeightedWork work, String geometryType, QNode node, FrozenStage stage, FrozenTape tape) {
    CallBuilder call = kernel.shared() ? tape.call().share() : tape.call();
    call.geometry(geometryType, work.geometry()).geometry("rp_s8_output", stage.output(node, work.low(), work.high()));
    kernel.literals(work).forEach(call::literal);
    call.read(tape.input(node, 0));
    for (ConstantLayout layout : kernel.constants()) {
      for (Constant c : layout.constants(work)) {
        call.read(tape.constant(node.name() + "_" + c.suffix(), c.type(), c.elements(), c.data()));
      }
    }
    int scratch = kernel.scratchBytes(work, stage.machine());
    if (scratch != WeightedKernel.NO_SCRATCH) {
      call.scratch(tape.scratch(node, scratch));
    }
    tape.add(call.write(tape.output(node)).macs(work.macs()));
  }
}
