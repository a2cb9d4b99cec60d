package dev.reprise.host.config;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of {@code reprise.yaml}: RP225x. */
public enum ConfigError implements ErrorCode {
  UNREADABLE(2250, "cannot read the options: %s", "write it as 'key: value' lines, keys as the flags without their dashes"),
  UNKNOWN_KEY(2251, "'%s' is no option; the nearest one is '%s'", "correct or remove it; 'reprise COMMAND --help' lists the options"),
  BAD_VALUE(2252, "'%s' has a value of a kind that no option takes", "give a single value or a list of values"),
  NO_OPTIONS(2253, "'%s' is a command, and here it has a value", "write its options below it, indented: 'key: value' lines");

  private final ErrorText text;

  ConfigError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
