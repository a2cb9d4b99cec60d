package dev.reprise.host.cli;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the command line: RP220x. */
enum CliError implements ErrorCode {
  BAD_VALUE(2201, "%s", "see the command's --help"),
  NO_FILE(2202, "there is no such file or folder", "check the path"),
  UNEXPECTED(2203, "unexpected failure: %s", "run again with --debug and report what it prints"),
  NO_HOME(2204, "the folder of Reprise's runtime and targets is not known", "start through ./reprise, or pass -Dreprise.home=<repository>");

  private final ErrorText text;

  CliError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
