package dev.reprise.simulators.pulp;

/** What a program did that the machine cannot carry out; ends the run. */
final class Trap extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Trap(String what) {
    // the place is the core's program counter, so the Java stack is not worth its time
    super(what, null, false, false);
  }

  static Trap access(String kind, int address, int bytes) {
    String there = ExternalMemory.isNear(address) ? "in L3, which no core reaches: copy it to L2 by the HyperBus" : "where there is no memory";
    return new Trap(String.format("%s of %d bytes at 0x%08x, %s", kind, bytes, address, there));
  }
}
