package dev.reprise.host.verify;

import dev.reprise.compiler.diag.ErrorCode;

/** Diagnostics of {@code reprise verify}: RP20xx. */
public enum VerifyError implements ErrorCode {
  DIFFERENCE(
      2001,
      "%s",
      "the device does not compute what docs/numerics.md says: look at the kernel that makes this tensor, and at compiler flags (-ffp-contract=off)"),
  OTHER_PLAN(2002, "the device has %s = %s, the compiled model says %s", "flash the firmware that was built from this project"),
  REPORT_NOT_WRITTEN(2003, "the report cannot be written: %s", "check folder and permissions"),
  NO_VECTORS(2004, "no golden vectors to verify with: %s", "compile again without --no-golden, or name samples with --data");

  private final int number;
  private final String template;
  private final String remedy;

  VerifyError(int number, String template, String remedy) {
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
