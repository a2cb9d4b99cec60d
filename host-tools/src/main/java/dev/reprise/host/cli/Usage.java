package dev.reprise.host.cli;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Values of options that their type allows and their meaning does not. */
final class Usage {
  private Usage() {}

  /** @throws ParameterException with {@code message} unless {@code condition} holds */
  static void require(CommandLine line, boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(line, message);
    }
  }

  /** @throws ParameterException unless {@code value} is in {@code low..high} */
  static void requireRange(CommandLine line, String option, long value, long low, long high) {
    require(line, value >= low && value <= high, option + " must be " + low + " to " + high + ", not " + value);
  }

  /** @throws ParameterException unless {@code value} is at least {@code low} */
  static void requireAtLeast(CommandLine line, String option, long value, long low) {
    require(line, value >= low, option + " must be at least " + low + ", not " + value);
  }
}
