package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Order of a tensor's elements in memory. Axis 0 is the batch axis (always 1), axis 1 the channels, the others are spatial. */
public enum Layout {
  /** Row-major, as the model has it. */
  CHW,
  /** Channels innermost. */
  HWC;

  /** Whether both layouts of such a tensor are the same bytes. */
  public static boolean indifferent(Shape shape) {
    return shape.rank() < 3 || shape.dim(1) == 1 || shape.product(2, shape.rank()) == 1;
  }

  /** The tensor's axes, outermost in memory first. */
  public List<Integer> axes(int rank) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      axes.add(i);
    }
    if (this == HWC && rank > 2) {
      axes.add(axes.remove(1));
    }
    return List.copyOf(axes);
  }

  /** The shape whose row-major order is that of {@code shape} in this layout. */
  public Shape arrange(Shape shape) {
    return Shape.of(axes(shape.rank()).stream().mapToInt(shape::dim).toArray());
  }

  /** One value per axis, rearranged as {@link #arrange} does the shape. */
  public List<Integer> arrange(List<Integer> perAxis) {
    return axes(perAxis.size()).stream().map(perAxis::get).toList();
  }

  /** Elements from one pixel to the next, and from one channel to the next, of a tensor of so many of them. */
  List<Integer> steps(int channels, int pixels) {
    return this == HWC ? List.of(channels, 1) : List.of(1, pixels);
  }

  /** As reports spell it. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
