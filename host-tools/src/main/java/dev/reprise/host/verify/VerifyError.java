package dev.reprise.host.verify;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of {@code reprise verify}: RP20xx. */
public enum VerifyError implements ErrorCode {
  DIFFERENCE(
      2001,
      "%s",
      "the device does not compute what docs/numerics.md says: look at the kernel that makes this tensor, and at compiler flags (-ffp-contract=off)"),
  OTHER_PLAN(2002, "the device has %s = %s, the compiled model says %s", "flash the firmware that was built from this project"),
  REPORT_NOT_WRITTEN(2003, "the report cannot be written: %s", "check folder and permissions"),
  NO_VECTORS(2004, "no golden vectors to verify with: %s", "compile again without --no-golden, or name samples with --data");

  private final ErrorText text;

  VerifyError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
