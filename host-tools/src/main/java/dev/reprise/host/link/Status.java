package dev.reprise.host.link;

/** Why a device refuses a request. */
final class Status {
  static final int OK = 0;
  static final int OTHER_MODEL = 5;
  static final int NOT_BUILT_IN = 6;
  static final int NO_COUNTER = 9;

  private static final String[] TEXT = {
    "no error", "wrong state", "bad argument", "incomplete sample", "memory full", "other model", "not built in", "storage failed", "nothing saved",
    "no cycle counter"
  };

  private Status() {}

  static String text(int status) {
    return status < TEXT.length ? TEXT[status] : "status " + status;
  }
}
