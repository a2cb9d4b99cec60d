package dev.reprise.host.data;

import dev.reprise.compiler.ir.Shape;

/**
 * Labelled samples with random access. Samples are read when asked for, so a data set may be larger than the heap; asking twice for a
 * sample gives the same values.
 */
public interface Dataset extends AutoCloseable {
  /** Where it comes from, as shown to the user: a path, or {@code digits}. */
  String name();

  /** Number of samples; indices are 0..size-1. */
  int size();

  /** Shape of one sample without batch dimension: (C, H, W) for images, (N) for rows. */
  Shape shape();

  /** Number of classes; labels are 0..classes-1. */
  int classes();

  /** A fresh array with sample {@code index} in model units (scale and offset applied), row-major in {@link #shape()}. */
  float[] sample(int index);

  int label(int index);

  /** What class {@code label} is called; its number where the data set has no names. */
  default String className(int label) {
    return Integer.toString(label);
  }

  /** Releases open files. */
  @Override
  default void close() {}
}
