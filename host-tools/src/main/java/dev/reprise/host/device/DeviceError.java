package dev.reprise.host.device;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of learners, wherever they run: RP183x. */
public enum DeviceError implements ErrorCode {
  REFUSED(1830, "the device refused %s: %s", "do the steps in the order of docs/link.md; reset the device if a run before was interrupted"),
  NO_STORAGE(
      1831,
      "the device refused %s: it has no storage for saves",
      "name a file in the environment variable REPRISE_STATE (target host), give the board's firmware a storage, or leave saves out"),
  RESTARTED(
      1832,
      "the device has restarted; what it had not saved is lost",
      "run the command again; with --save from the start it goes on behind the last save by itself, or later with --resume"),
  NOT_PROFILED(
      1833,
      "the device's firmware does not count cycles",
      "build it with 'reprise build PROJECT --flag=-DRP_PROFILE' and flash that; 'reprise measure PROJECT --cycles' estimates without a board"),
  NO_COUNTER(
      1834,
      "the device has no cycle counter",
      "an emulator and a process have none: measure on a board, or estimate with 'reprise measure PROJECT --cycles'");

  private final ErrorText text;

  DeviceError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
