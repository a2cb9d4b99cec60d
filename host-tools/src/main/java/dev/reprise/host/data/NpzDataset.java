package dev.reprise.host.data;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.npz.Npz;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Arrays {@code x} (samples along the first dimension) and {@code y} (labels) of a NumPy .npz file. Kept in memory. */
public final class NpzDataset implements Dataset {
  private final Path path;
  private final Tensor samples;
  private final Shape shape;
  private final int[] labels;
  private final float scale;

  private NpzDataset(Path path, Tensor samples, int[] labels, float scale) {
    this.path = path;
    this.samples = samples;
    this.shape = Shape.of(Arrays.copyOfRange(samples.shape().dims(), 1, samples.shape().rank()));
    this.labels = labels;
    this.scale = scale;
  }

  /** @throws RepriseException RP17xx where the file or its arrays are not as expected */
  public static NpzDataset open(Path path, float scale) {
    Map<String, Tensor> arrays = Npz.read(path);
    Tensor x = arrays.get("x");
    Tensor y = arrays.get("y");
    String place = path.toString();
    if (x == null || y == null) {
      throw RepriseException.of(DataError.BAD_ARRAYS, place, "arrays 'x' and 'y' are expected, there are " + arrays.keySet());
    }
    if (x.shape().rank() < 2 || y.shape().rank() != 1) {
      throw RepriseException.of(DataError.BAD_ARRAYS, place, "x has shape " + x.shape() + " and y has shape " + y.shape());
    }
    if (x.shape().dim(0) != y.shape().dim(0)) {
      throw RepriseException.of(DataError.COUNTS_DIFFER, place, x.shape().dim(0), y.shape().dim(0));
    }
    int[] labels = new int[y.shape().elements()];
    for (int i = 0; i < labels.length; i++) {
      double label = value(y, i, place);
      if (label < 0 || label > 0xffff || label != Math.rint(label)) {
        throw RepriseException.of(DataError.BAD_ARRAYS, place, "label " + i + " is " + label);
      }
      labels[i] = (int) label;
    }
    return new NpzDataset(path, x, labels, scale);
  }

  /** Element {@code i} of any numeric array; bytes are unsigned unless the array says otherwise. */
  private static double value(Tensor tensor, int i, String place) {
    return switch (tensor.type()) {
      case F32 -> tensor.floats()[i];
      case F64 -> tensor.doubles()[i];
      case I32 -> tensor.ints()[i];
      case I64 -> tensor.longs()[i];
      case U8 -> tensor.bytes()[i] & 0xff;
      case S8 -> tensor.bytes()[i];
      default -> throw RepriseException.of(DataError.BAD_ARRAYS, place, "numbers are expected, here are " + tensor.type());
    };
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int classes() {
    return Arrays.stream(labels).max().orElse(-1) + 1;
  }

  @Override
  public float[] sample(int index) {
    float[] values = new float[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) value(samples, index * values.length + i, path.toString()) / scale;
    }
    return values;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }
}
