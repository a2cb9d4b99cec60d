package dev.reprise.simulators.cycles;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of cycle estimates: RP191x. */
public enum CyclesError implements ErrorCode {
  NO_TABLE(1910, "there is no timing table for the core %s", "choose a Cortex-M4 or Cortex-M7 target, or add targets/cores/<core>.yaml"),
  TOOL_FAILED(1911, "it did not run: %s", "its message says why; 'reprise doctor' lists the programs that are needed"),
  BAD_TABLE(1912, "the timing table cannot be read: %s", "correct the file; targets/cores/cortex-m4.yaml shows its fields"),
  BAD_COUNTS(1913, "the plugin's counts cannot be read: %s", "run again; if it stays, remove build/plugins so that the plugin is built anew"),
  RUN_FAILED(1914, "the emulated program did not end well: %s", "the simulator's message says why"),
  TIME_LIMIT(1915, "it did not end within %d s", "give more time, or less work");

  private final ErrorText text;

  CyclesError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
