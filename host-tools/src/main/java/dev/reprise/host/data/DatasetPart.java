package dev.reprise.host.data;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import java.util.Objects;

/** Samples {@code from} (inclusive) to {@code to} (exclusive) of another data set. */
public record DatasetPart(Dataset whole, int from, int to) implements Dataset {
  public DatasetPart {
    if (from < 0 || to < from || to > whole.size()) {
      throw RepriseException.of(DataError.OUT_OF_RANGE, whole.name(), from + ":" + to, whole.size());
    }
  }

  @Override
  public String name() {
    return whole.name() + "[" + from + ":" + to + "]";
  }

  @Override
  public int size() {
    return to - from;
  }

  @Override
  public Shape shape() {
    return whole.shape();
  }

  @Override
  public int classes() {
    return whole.classes();
  }

  @Override
  public float[] sample(int index) {
    return whole.sample(from + checked(index));
  }

  @Override
  public int label(int index) {
    return whole.label(from + checked(index));
  }

  @Override
  public String className(int label) {
    return whole.className(label);
  }

  private int checked(int index) {
    return Objects.checkIndex(index, size());
  }

  @Override
  public void close() {
    whole.close();
  }
}
