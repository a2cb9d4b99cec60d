package dev.reprise.compiler.split;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the split and the selection of trained weights (RP1120 to RP1139). */
public enum SplitError implements ErrorCode {
  UNKNOWN_SPLIT(
      1120,
      "no value or node is called '%s'",
      "`reprise inspect` lists the legal splits; give a number, a name, `auto` or `last`"),
  ILLEGAL_SPLIT(
      1121,
      "the graph cannot be cut after '%s': %s",
      "`reprise inspect` lists the legal splits"),
  MERGED_SPLIT(
      1122,
      "'%s' no longer exists: canonicalisation merged it into what follows",
      "choose a neighbouring split from `reprise inspect`"),
  NO_SPLIT(
      1123,
      "the model has no Conv, Gemm or MatMul with constant weights that could be trained",
      "a learner needs at least one layer with weights"),
  HEAD_SHAPE(
      1124,
      "the model's output has shape %s, not 1 x classes",
      "export the classifier's logits (or their softmax) as the one output"),
  NO_SUCH_LAYER(
      1125,
      "no layer with weights in the adaptive stage matches '%s'; it has: %s",
      "name one of these layers; * and ? stand for any characters"),
  NOTHING_TRAINED(
      1126,
      "every layer of the adaptive stage is frozen",
      "remove a --freeze pattern, or split later"),
  SHARED_WEIGHTS(
      1127,
      "the trained constant '%s' is read by several nodes: %s",
      "split behind them, freeze them, or export the model with separate weights");

  private final ErrorText text;

  SplitError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
