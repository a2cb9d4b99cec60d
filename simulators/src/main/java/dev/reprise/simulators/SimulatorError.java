package dev.reprise.simulators;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the simulators. */
public enum SimulatorError implements ErrorCode {
  NOT_INSTALLED(1901, "the program is not installed; on Debian: %s", "install it, then look with 'reprise doctor'"),
  NOT_FOR_TARGET(
      1902,
      "simulator %s cannot run target %s",
      "choose another target or simulator ('reprise targets' lists them), or add its settings to target.yaml"),
  NO_IMAGE(1903, "there is no firmware image here", "build it first: reprise build"),
  ENDED_EARLY(
      1904,
      "the simulator ended before its serial line was up: %s",
      "read its message above; the machine name and options come from target.yaml"),
  TIME_LIMIT(1905, "the simulator was stopped after its time limit of %d s", "give more time with --time-limit, or send less"),
  UNKNOWN(1906, "there is no simulator of this name; there are %s", "give one of these names"),
  BAD_IMAGE(1907, "the program cannot be loaded: %s", "build it for this target: reprise build"),
  NO_CONSOLE(1908, "the simulator's output cannot be written here", "give --console, --profile or --trace a file in a folder that exists and can be written to"),
  PROGRAM_FAILED(1909, "the program could not go on: %s", "the report names the core, the function and the instruction; correct the firmware");

  private final ErrorText text;

  SimulatorError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
