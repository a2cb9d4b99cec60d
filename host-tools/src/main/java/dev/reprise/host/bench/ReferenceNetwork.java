package dev.reprise.host.bench;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.models.DsCnn;
import dev.reprise.compiler.models.MobileNetV1;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A network that inference engines are compared with, with seeded random weights.
 *
 * @param name of the project; a C identifier
 * @param title as shown to the user
 */
record ReferenceNetwork(String name, String title, Supplier<Graph> build) {
  private static final int SAMPLES = 4;

  static final List<ReferenceNetwork> ALL =
      List.of(
          new ReferenceNetwork("ds_cnn", "DS-CNN, 49x10, 12 classes", () -> DsCnn.build(64, 12, 1)),
          new ReferenceNetwork("mobilenet_v1_025", "MobileNetV1-0.25, 96x96, 2 classes", () -> MobileNetV1.build(0.25, 96, 2, true, 1)));

  /** Seeded noise in the shape of the input of {@code graph}. */
  static List<Tensor> calibration(Graph graph) {
    Random random = new Random(3);
    Shape shape = graph.shape(graph.inputs().get(0));
    return IntStream.range(0, SAMPLES).mapToObj(i -> {
      Tensor x = Tensor.zeros(shape);
      for (int k = 0; k < x.floats().length; k++) {
        x.floats()[k] = random.nextFloat();
      }
      return x;
    }).toList();
  }
}
