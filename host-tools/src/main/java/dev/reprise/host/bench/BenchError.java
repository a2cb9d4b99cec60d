package dev.reprise.host.bench;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the benchmark: RP212x. */
public enum BenchError implements ErrorCode {
  NO_CASE(2120, "no built-in case has a kernel of this name; there are: %s", "give a part of one of these names, or none for all"),
  NO_RANDOM_CASE(2121, "no random shape has a kernel whose name contains %s", "give a part of a kernel's name (report without --kernel), or a larger --random");

  private final ErrorText text;

  BenchError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
