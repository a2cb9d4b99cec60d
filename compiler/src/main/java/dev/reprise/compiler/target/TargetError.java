package dev.reprise.compiler.target;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of target descriptions: RP16xx. */
public enum TargetError implements ErrorCode {
  UNKNOWN_TARGET(1601, "there is no target %s; there are: %s", "Choose one of these, or add a folder with a target.yaml."),
  UNREADABLE(1602, "cannot be read: %s", "Correct the file; docs/targets.md lists its fields."),
  MISSING(1603, "field %s is missing", "Add it; docs/targets.md lists the fields."),
  WRONG_NAME(1604, "the name is %s, but the folder is %s", "Give both the same name."),
  BAD_VALUE(1605, "field %s: %s", "Correct the value; docs/targets.md lists the fields."),
  MISSING_FILE(1606, "file %s does not exist", "Add the file, or remove it from toolchain.files."),
  OVERLAP(1607, "memories %s and %s overlap %s", "Correct their origins and sizes.");

  private final ErrorText text;

  TargetError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
