package dev.reprise.host.link;

/** What the host can ask of a device (docs/link.md). */
enum Request {
  HELLO(0x01, false),
  RESET(0x02, true),
  CONFIGURE(0x03, false),
  DATA(0x04, false),
  FILL(0x05, true),
  EVENT_BEGIN(0x06, false),
  EVENT_ADD(0x07, true),
  TRAIN(0x08, true),
  SUPPLY(0x09, true),
  EVENT_END(0x0a, true),
  INFER(0x0b, true),
  CHECKSUM(0x0c, true),
  READ(0x0d, false),
  SAVE(0x0e, true),
  RESTORE(0x0f, true),
  PROFILE(0x10, true);

  private final int code;
  private final boolean works;

  Request(int code, boolean works) {
    this.code = code;
    this.works = works;
  }

  int code() {
    return code;
  }

  /** Whether the device may compute for long before it answers, so that silence does not mean loss. */
  boolean works() {
    return works;
  }
}
