package dev.reprise.compiler.emit;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of emission: RP150x. */
public enum EmitError implements ErrorCode {
  NO_KERNEL(1501, "no source for kernel '%s'", "This installation is incomplete: restore the folder runtime-c."),
  NO_RUNTIME(1502, "the C runtime is missing", "Start reprise through its launcher, or set -Dreprise.home to the folder that holds runtime-c."),
  CANNOT_WRITE(1503, "cannot write the project: %s", "Choose a folder that can be written, with enough free space."),
  EXISTS(1504, "exists and is not a project that reprise wrote", "Choose another folder or remove this one.");

  private final ErrorText text;

  EmitError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
