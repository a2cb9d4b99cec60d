package dev.reprise.host.bitexact;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.host.data.Dataset;
import java.util.Random;

/** Uniform noise with labels in turn: bit-exactness needs no meaning. */
record NoiseDataset(Shape shape, int size, int classes, long seed) implements Dataset {
  @Override
  public String name() {
    return "noise";
  }

  @Override
  public float[] sample(int index) {
    Random random = new Random(seed * 1_000_003 + index);
    float[] x = new float[shape.elements()];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
    }
    return x;
  }

  @Override
  public int label(int index) {
    return index % classes;
  }
}
