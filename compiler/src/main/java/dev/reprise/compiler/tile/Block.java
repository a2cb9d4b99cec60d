package dev.reprise.compiler.tile;

/**
 * The part of a tensor that a tile works on: rows in L2; in L1 they lie one after the other, so that the part is a small tensor of its own.
 *
 * @param offset bytes from the start of the sample to the first row
 * @param rows at least 1
 * @param bytes of a row
 * @param stride bytes from one row to the next; {@code bytes} where there is one row
 */
public record Block(long offset, int rows, int bytes, int stride) {
  /** Rows without a gap between them are one row. */
  static Block of(long offset, int rows, int bytes, int stride) {
    return rows == 1 || bytes == stride ? new Block(offset, 1, rows * bytes, rows * bytes) : new Block(offset, rows, bytes, stride);
  }

  /** Bytes in L1. */
  long size() {
    return (long) rows * bytes;
  }

  /** Whether it lies in L2 as it would in L1. */
  boolean contiguous() {
    return rows == 1;
  }
}
