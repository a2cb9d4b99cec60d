package dev.reprise.host.flash;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of writing firmware to a board: RP23xx. */
public enum FlashError implements ErrorCode {
  NOT_FLASHABLE(2301, "target %s has no debug probe settings", "'reprise targets' lists the boards; another one needs the field probe in its target.yaml"),
  NO_TOOL(2302, "%s is not installed; on Debian: apt-get install %s", "install it, then run this again"),
  NO_PROBE(2303, "%s finds no debug probe%s", "plug the board's ST-Link in with a cable that carries data; --probe wants the serial number that 'st-info --probe' lists"),
  NO_ACCESS(2304, "%s may not open the debug probe", "run as a user with access to USB devices: the udev rules of the packages openocd and stlink-tools give it to those who are logged in"),
  NO_CHIP(2305, "the debug probe does not reach the chip: %s", "see that the board has power and its jumpers connect the ST-Link to the chip; hold its reset button down while this starts"),
  WRONG_CHIP(2306, "the chip at the probe is not that of %s: %s", "connect the right board, or compile for the one that is there"),
  FAILED(2307, "%s failed (%s):\n%s", "its message above says why"),
  TIME_LIMIT(2308, "%s was stopped after %d s", "give more time with --time-limit"),
  TOOL_NOT_FOR_TARGET(2309, "%s does not know the chip of target %s", "use --tool openocd");

  private final ErrorText text;

  FlashError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
