package dev.reprise.host.explore;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of {@code reprise explore}: RP213x. */
public enum ExploreError implements ErrorCode {
  UNKNOWN_PRESET(2130, "there is no preset of this name; there are: %s", "give one of these names, or a model with --target and --split"),
  NOT_WRITTEN(2131, "the report cannot be written here: %s", "give --html a file in a folder that exists and can be written to");

  private final ErrorText text;

  ExploreError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
