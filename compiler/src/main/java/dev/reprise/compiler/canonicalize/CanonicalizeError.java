package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the canonical form (RP1100 to RP1119). */
public enum CanonicalizeError implements ErrorCode {
  DYNAMIC_WEIGHTS(
      1101,
      "the weights '%s' are computed from the model's input",
      "only constant weights can be compiled; export them as initializers"),
  OPERATOR_NOT_COMPILED(
      1102,
      "%s cannot be compiled: %s",
      "rewrite this part of the model with supported operators (docs/operators.md)"),
  BATCH_AXIS(
      1103,
      "value '%s' has shape %s: axis 0 is the batch and stays 1",
      "keep axis 0 of every activation as the batch axis"),
  SEVERAL_INPUTS(
      1104,
      "the model has %s inputs (%s), a learner has one",
      "export a model with one input, the sample"),
  SEVERAL_OUTPUTS(
      1105,
      "the model has %s outputs (%s), a learner has one",
      "export a model with one output, the logits"),
  ELEMENT_TYPE(
      1106,
      "value '%s' has element type %s, not float32",
      "convert the model to float32 before compiling"),
  EMPTY_VALUE(
      1107,
      "value '%s' of shape %s has no elements",
      "no dimension of an input or activation may be 0");

  private final ErrorText text;

  CanonicalizeError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
