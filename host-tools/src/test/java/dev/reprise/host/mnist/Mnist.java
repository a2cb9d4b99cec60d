package dev.reprise.host.mnist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.CompileRequest;
import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.Compiler;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.data.DataOptions;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.data.Datasets;
import dev.reprise.host.data.Samples;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.EventPlanner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real digits and models of the folder {@code ../shared}; tests that use them are skipped, with the name of what is missing, where it is absent. */
final class Mnist {
  /** Trained on digits 0-4. */
  static final String DS_CNN = "mnist-dscnn-digits0to4.onnx";

  /** From another exporter: opset 9, LogSoftmax. */
  static final String CNN = "cnn_mnist.onnx";

  static final String KNOWN = "0-4";
  static final String NEW = "5-9";

  /** Slots of the replay memory in the protocol. */
  static final int SLOTS = 500;

  private static final Path SHARED = CompiledNetwork.HOME.resolve("../shared").normalize();
  private static final int POOL = 8000;
  private static final int ALL = 10_000;
  private static final int CALIBRATION_SAMPLES = 32;

  private Mnist() {}

  static Path model(String name) {
    return present("models/" + name);
  }

  private static Path present(String name) {
    Path path = SHARED.resolve(name);
    assumeTrue(Files.isRegularFile(path), "../shared/" + name + " is absent");
    return path;
  }

  private static Dataset images(int from, int to) {
    String files = present("data/mnist/t10k-images-idx3-ubyte.gz") + "," + present("data/mnist/t10k-labels-idx1-ubyte.gz");
    return Datasets.open("idx:" + files + "[" + from + ":" + to + "]", DataOptions.defaults());
  }

  /** Images to learn from. */
  static Dataset pool() {
    return images(0, POOL);
  }

  /** Images never learned. */
  static Dataset test() {
    return images(POOL, ALL);
  }

  /** The first {@code count} of them. */
  static Dataset test(int count) {
    return images(POOL, POOL + count);
  }

  /** Settings of the protocol "MNIST 5+5". */
  static TrainingConfig training(long seed, float learningRate) {
    return new TrainingConfig(seed, 4, 13, 51, learningRate, 0.9f, false, 0f, Schedule.CONSTANT, 0.1f, 100, 0f);
  }

  static Compiled compile(String model, LearnerSettings settings, Target target, Accumulate accumulate) {
    return new Compiler(CompiledNetwork.HOME)
        .compile(
            new CompileRequest(
                model(model),
                "mnist",
                Map.of(),
                settings,
                CalibrationMethod.MSE,
                Samples.tensors(pool(), CALIBRATION_SAMPLES),
                new QParams(1f / 255, 0),
                target,
                accumulate),
            step -> {});
  }

  /**
   * The memory filled with random images of digits 0-4, then one event for each of 5-9.
   *
   * @param fill images
   * @param perDigit at most so many of each new digit; 0 = all
   */
  static EventPlan plan(CodedDataset pool, int fill, int perDigit, long seed) {
    EventPlanner planner = new EventPlanner(pool, "MNIST pool");
    List<Integer> known = planner.fill(EventPlanner.classes(KNOWN), fill, seed);
    return new EventPlan(known, planner.byClass(EventPlanner.classes(NEW), perDigit));
  }
}
