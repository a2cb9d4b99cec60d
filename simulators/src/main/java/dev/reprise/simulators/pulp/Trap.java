package dev.reprise.simulators.pulp;

/** What a program did that the machine cannot carry out; ends the run. */
final class Trap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Trap(String what) {
    // the place is the core's program counter, so the Java stack is not worth its time
    super(what, null, false, false);
  }

  static Trap access(String kind, int address, int bytes) {
    return new Trap(String.format("%s of %d bytes at 0x%08x, where there is no memory", kind, bytes, address));
  }
}
