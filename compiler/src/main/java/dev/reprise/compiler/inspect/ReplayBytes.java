package dev.reprise.compiler.inspect;

/** Bytes of one stored latent at 32 (float), 8, 7 and 6 bits an element (N7.3: packed without padding inside a sample). */
public record ReplayBytes(long bits32, long bits8, long bits7, long bits6) {
  static ReplayBytes of(long elements) {
    return new ReplayBytes(bytes(elements, 32), bytes(elements, 8), bytes(elements, 7), bytes(elements, 6));
  }

  private static long bytes(long elements, int bits) {
    return (elements * bits + 7) / 8;
  }
}
