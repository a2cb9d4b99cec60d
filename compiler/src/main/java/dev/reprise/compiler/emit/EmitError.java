package dev.reprise.compiler.emit;

import dev.reprise.compiler.diag.ErrorCode;

/** Diagnostics of emission: RP150x. */
public enum EmitError implements ErrorCode {
  NO_KERNEL(1501, "no source for kernel '%s'", "This installation is incomplete: restore the folder runtime-c."),
  NO_RUNTIME(1502, "the C runtime is missing", "Start reprise through its launcher, or set -Dreprise.home to the folder that holds runtime-c."),
  CANNOT_WRITE(1503, "cannot write the project: %s", "Choose a folder that can be written, with enough free space."),
  EXISTS(1504, "exists and is not a project that reprise wrote", "Choose another folder or remove this one.");

  private final int number;
  private final String template;
  private final String remedy;

  EmitError(int number, String template, String remedy) {
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
