package dev.reprise.compiler.artifact;

import dev.reprise.compiler.diag.ErrorCode;

/** Diagnostics of the compiled model's file: RP155x. */
public enum ArtifactError implements ErrorCode {
  UNREADABLE(1550, "not a compiled model: %s", "Name the folder that 'reprise compile' wrote, or compile the model again."),
  OTHER_VERSION(1551, "compiled by another version (format %s, this one reads %s)", "Compile the model again with this version.");

  private final int number;
  private final String template;
  private final String remedy;

  ArtifactError(int number, String template, String remedy) {
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
