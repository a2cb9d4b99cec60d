package dev.reprise.host.learn;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.data.Dataset;
import java.util.Random;

/** Seeded noise in [0, 1), labelled in turn. */
record NoiseDataset(Shape shape, int classes, float[][] samples) implements Dataset {
  static CodedDataset coded(LearnerModel model, Shape shape, int size) {
    Random random = new Random(4);
    float[][] samples = new float[size][shape.elements()];
    for (float[] sample : samples) {
      for (int i = 0; i < sample.length; i++) {
        sample[i] = random.nextFloat();
      }
    }
    return new CodedDataset(new NoiseDataset(shape, model.classes(), samples), model);
  }

  @Override
  public String name() {
    return "noise";
  }

  @Override
  public int size() {
    return samples.length;
  }

  @Override
  public float[] sample(int index) {
    return samples[index];
  }

  @Override
  public int label(int index) {
    return index % classes;
  }
}
