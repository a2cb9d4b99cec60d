package dev.reprise.compiler.ir.op;

/** Operators of one operand that work on each element alone. */
public final class Activations {
  private Activations() {}

  public static boolean isActivation(Op op) {
    return op instanceof Relu
        || op instanceof LeakyRelu
        || op instanceof Clip
        || op instanceof Sigmoid
        || op instanceof Tanh
        || op instanceof HardSigmoid
        || op instanceof HardSwish;
  }
}
