package dev.reprise.compiler.artifact;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the compiled model's file: RP155x. */
public enum ArtifactError implements ErrorCode {
  UNREADABLE(1550, "not a compiled model: %s", "Name the folder that 'reprise compile' wrote, or compile the model again."),
  OTHER_VERSION(1551, "compiled by another version (format %s, this one reads %s)", "Compile the model again with this version.");

  private final ErrorText text;

  ArtifactError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
