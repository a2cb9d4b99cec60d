package dev.reprise.host.link;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the link between host and device. */
public enum LinkError implements ErrorCode {
  CANNOT_OPEN(
      1801,
      "cannot open the link: %s",
      "check the address, that nothing else uses it, and for a serial port your permission (group dialout)"),
  CLOSED(1802, "the other side closed the connection (%s)", "look at the console of the device or simulator; it ended or was unplugged"),
  NO_ANSWER(
      1803,
      "no answer to %s after %d time-outs (%d valid frames before)",
      "check cable, baud rate and that the firmware runs; reset the board and try again"),
  OTHER_MODEL(
      1804,
      "the device runs model %s, this host has model %s",
      "flash the firmware that was compiled together with this model, or give the project it was built from"),
  OTHER_PROTOCOL(
      1805,
      "the device speaks version %d of the protocol, this host version %d",
      "rebuild the firmware with this version of reprise"),
  LOST_SESSION(
      1806,
      "the device lost the session: it expects request %d, the host is at %d",
      "another host took it over; run the command again"),
  BAD_ANSWER(1807, "the answer to %s cannot be understood: %s", "rebuild the firmware with this version of reprise"),
  BAD_ADDRESS(1808, "this is no link address: %s", "give serial:PATH, serial:PATH@BAUD or tcp:HOST:PORT");

  private final ErrorText text;

  LinkError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
