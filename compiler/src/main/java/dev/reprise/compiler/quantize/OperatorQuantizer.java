package dev.reprise.compiler.quantize;

/** Turns the layers of one operator into integer nodes. */
interface OperatorQuantizer {
  /**
   * Appends the nodes of {@code layer}.
   *
   * @throws dev.reprise.compiler.diag.RepriseException where this use of the operator has no integer form
   */
  void quantize(Layer layer, StageBuilder stage);
}
