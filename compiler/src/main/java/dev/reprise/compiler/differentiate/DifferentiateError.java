package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of differentiation: RP13xx. */
public enum DifferentiateError implements ErrorCode {
  NO_LOWERING(1301, "operator %s has no training kernels", "Split after this node, so that it runs in the frozen stage."),
  NOTHING_TO_TRAIN(1302, "no constant of the adaptive stage is trainable", "Split earlier, or freeze fewer layers."),
  TOO_MANY_AXES(1303, "%s: a tensor of more than 5 axes besides the batch", "Reshape to fewer axes before exporting, or split after this node.");

  private final ErrorText text;

  DifferentiateError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
