package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import java.util.List;

/** Weights as the operator has them, biases and multipliers: what the portable kernels read. */
final class PortableConstants implements ConstantLayout {
  @Override
  public List<Constant> constants(WeightedWork work) {
    return List.of(
        new Constant("w", DType.S8, work.weights().length, work.weights()),
        new Constant("b", DType.I32, work.bias().length, work.bias()),
        new Constant("m", DType.I32, work.requant().size(), work.requant()));
  }
}
