package dev.reprise.host.data;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CIFAR-10's binary version: files of records of one label byte and 3072 pixel bytes (red, green, blue planes of 32x32). Format: A. Krizhevsky,
 * "The CIFAR-10 dataset", section "Binary version".
 */
public final class Cifar10Dataset implements Dataset {
  private static final Shape SHAPE = Shape.of(3, 32, 32);
  private static final int RECORD = 1 + 3072;
  private static final int CLASSES = 10;
  private static final List<String> NAMES =
      List.of("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private final List<RandomBytes> files;
  private final byte[] labels;
  private final int[] firstOfFile;
  private final float scale;

  private Cifar10Dataset(List<RandomBytes> files, float scale) {
    this.files = files;
    this.scale = scale;
    firstOfFile = new int[files.size() + 1];
    for (int f = 0; f < files.size(); f++) {
      firstOfFile[f + 1] = firstOfFile[f] + (int) (files.get(f).size() / RECORD);
    }
    labels = new byte[firstOfFile[files.size()]];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = record(i, 1)[0];
      if (labels[i] < 0 || labels[i] >= CLASSES) {
        String place = files.get(file(i)).path().toString();
        throw RepriseException.of(DataError.BAD_HEADER, place, "record " + (i - firstOfFile[file(i)]) + " has label " + (labels[i] & 0xff));
      }
    }
  }

  /** Opens the batches in this order as one data set. */
  public static Cifar10Dataset open(List<Path> paths, float scale) {
    List<RandomBytes> files = new ArrayList<>();
    try {
      for (Path path : paths) {
        RandomBytes file = RandomBytes.open(path);
        files.add(file);
        long records = file.size() / RECORD;
        if (records == 0 || file.size() % RECORD != 0) {
          throw RepriseException.of(DataError.BAD_SIZE, path.toString(), file.size(), Math.max(1, records) * RECORD);
        }
      }
      return new Cifar10Dataset(files, scale);
    } catch (RuntimeException e) {
      files.forEach(RandomBytes::close);
      throw e;
    }
  }

  private int file(int index) {
    int f = 0;
    while (index >= firstOfFile[f + 1]) {
      f++;
    }
    return f;
  }

  /** The first {@code count} bytes of a record. */
  private byte[] record(int index, int count) {
    int f = file(index);
    return files.get(f).read((long) (index - firstOfFile[f]) * RECORD, count);
  }

  @Override
  public String name() {
    return files.get(0).path().toString();
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public int classes() {
    return CLASSES;
  }

  @Override
  public String className(int label) {
    return NAMES.get(label);
  }

  @Override
  public float[] sample(int index) {
    return Bytes.toFloats(record(index, RECORD), 1, scale);
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void close() {
    files.forEach(RandomBytes::close);
  }
}
