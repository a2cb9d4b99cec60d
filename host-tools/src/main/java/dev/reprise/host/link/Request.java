package dev.reprise.host.link;

/** What the host can ask of a device (docs/link.md). */
enum Request {
  HELLO(0x01),
  RESET(0x02),
  CONFIGURE(0x03),
  DATA(0x04),
  FILL(0x05),
  EVENT_BEGIN(0x06),
  EVENT_ADD(0x07),
  TRAIN(0x08),
  SUPPLY(0x09),
  EVENT_END(0x0a),
  INFER(0x0b),
  CHECKSUM(0x0c),
  READ(0x0d),
  SAVE(0x0e),
  RESTORE(0x0f),
  PROFILE(0x10);

  private final int code;

  Request(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }
}
