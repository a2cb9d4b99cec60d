package dev.reprise.host.verify;

/**
 * The first place where device and golden run differ.
 *
 * @param where the step, for example {@code event 1 (class 5), step 3 of 40, gradient}
 * @param tensor what differs, for example {@code gradient of fc.weight}
 * @param element index in row-major order; -1 for a single value
 * @param expected golden value, as number and bits
 * @param actual the device's
 */
public record Difference(String where, String tensor, int element, String expected, String actual) {
  @Override
  public String toString() {
    String place = element < 0 ? tensor : tensor + ", element " + element;
    return where + ": " + place + " is " + actual + ", expected " + expected;
  }
}
