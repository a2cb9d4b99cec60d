package dev.reprise.host.bitexact;

/**
 * One wrong change to the C code.
 *
 * @param file of the emitted project
 * @param from text that stands in it
 * @param to what it becomes
 * @param element whether the first difference is an element of a tensor (else a value: the loss, a number of slots)
 */
record Mutation(String what, String file, String from, String to, boolean element) {
  static Mutation of(String what, String file, String from, String to) {
    return new Mutation(what, file, from, to, true);
  }

  /** One whose first visible effect is a value, not a tensor. */
  static Mutation ofValue(String what, String file, String from, String to) {
    return new Mutation(what, file, from, to, false);
  }

  @Override
  public String toString() {
    return what;
  }
}
