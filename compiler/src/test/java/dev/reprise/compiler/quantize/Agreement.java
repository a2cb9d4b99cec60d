package dev.reprise.compiler.quantize;

/** How far two sets of codes differ. */
final class Agreement {
  private long elements;
  private long exact;
  private int largest;

  void add(byte[] a, byte[] b) {
    if (a.length != b.length) {
      throw new AssertionError(a.length + " codes against " + b.length);
    }
    for (int i = 0; i < a.length; i++) {
      int difference = Math.abs((a[i] & 0xff) - (b[i] & 0xff));
      largest = Math.max(largest, difference);
      exact += difference == 0 ? 1 : 0;
    }
    elements += a.length;
  }

  long elements() {
    return elements;
  }

  int largest() {
    return largest;
  }

  double exactShare() {
    return elements == 0 ? 1 : (double) exact / elements;
  }

  @Override
  public String toString() {
    return elements + " elements, largest difference " + largest + ", exact " + exactShare();
  }
}
