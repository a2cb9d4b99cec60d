package dev.reprise.host.data.digits;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.host.data.Dataset;

/**
 * Stroke digits drawn by a seeded generator: 28x28 gray images, pixels / 255, classes 0 to 9. Sample i has the label i mod 10. Data sets of different
 * seeds share no images.
 */
public final class DigitsDataset implements Dataset {
  /** Number of digits. */
  public static final int CLASSES = 10;

  private final long seed;
  private final int size;

  /**
   * @param seed which images: 1 is what the demo's model was trained on, 2 the images that it learns, 3 the test images
   * @param size how many; a larger data set begins with the images of a smaller one
   */
  public DigitsDataset(long seed, int size) {
    if (size < 0) {
      throw new IllegalArgumentException("size " + size);
    }
    this.seed = seed;
    this.size = size;
  }

  @Override
  public String name() {
    return "digits (seed " + seed + ")";
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Shape shape() {
    return Shape.of(1, DigitPainter.SIZE, DigitPainter.SIZE);
  }

  @Override
  public int classes() {
    return CLASSES;
  }

  @Override
  public int label(int index) {
    return check(index) % CLASSES;
  }

  @Override
  public float[] sample(int index) {
    byte[] image = image(index);
    float[] sample = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      sample[i] = (image[i] & 0xff) / 255f;
    }
    return sample;
  }

  /** The gray values of sample {@code index}, row by row. */
  public byte[] image(int index) {
    return DigitPainter.paint(label(index), mix(mix(seed) + index));
  }

  private int check(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException("sample " + index + " of " + size);
    }
    return index;
  }

  /** SplitMix64's finaliser (Steele et al., OOPSLA 2014): neighbouring numbers give unrelated ones. */
  private static long mix(long x) {
    long z = x + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
