package dev.reprise.host.explore;

import dev.reprise.compiler.diag.ErrorCode;

/** Diagnostics of {@code reprise explore}: RP213x. */
public enum ExploreError implements ErrorCode {
  UNKNOWN_PRESET(2130, "there is no preset of this name; there are: %s", "give one of these names, or a model with --target and --split"),
  NOT_WRITTEN(2131, "the report cannot be written here: %s", "give --html a file in a folder that exists and can be written to");

  private final int number;
  private final String template;
  private final String remedy;

  ExploreError(int number, String template, String remedy) {
    this.number = number;
    this.template = template;
    this.remedy = remedy;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String template() {
    return template;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
