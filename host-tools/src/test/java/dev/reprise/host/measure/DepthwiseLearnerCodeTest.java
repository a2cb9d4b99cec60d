package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.CompileRequest;
import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.Compiler;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.models.DsCnn;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.simulators.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner that trains depthwise layers links the kernels of their windows alone; its kernels, those of the frozen stage included, do not grow unnoticed. */
class DepthwiseLearnerCodeTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final Target CORTEX_M4 = new Targets(HOME).get("mps2-an386");
  private static final long LEAST_BYTES = 8 * 1024;
  private static final long MOST_BYTES = 36 * 1024;
  /** With the general forward kernel, which strides take. */
  private static final long MOST_BYTES_STRIDED = 42 * 1024;

  @TempDir Path folder;

  @BeforeEach
  void needsTools() {
    assumeTrue(Programs.find("arm-none-eabi-gcc").isPresent(), "arm-none-eabi-gcc is not installed");
  }

  @Test
  void keywordSpottingSplitInItsMiddle() {
    assertThat(kernelBytes(FrontEnd.of(DsCnn.build(64, 12, 1)), "block2/pw/relu_output")).isBetween(LEAST_BYTES, MOST_BYTES);
  }

  /** The split of "MNIST 5+5": trains windows of 3x3 with stride 2 and with stride 1. */
  @Test
  void digitsWithAStridedLayer() {
    Path model = HOME.resolve("../shared/models/mnist-dscnn-digits0to4.onnx");
    assumeTrue(Files.isRegularFile(model), model.getFileName() + " of ../shared is absent");
    assertThat(kernelBytes(FrontEnd.read(model, Map.of()), "/features/features.20/Relu_output_0")).isBetween(LEAST_BYTES, MOST_BYTES_STRIDED);
  }

  private long kernelBytes(FrontEnd network, String split) {
    LearnerSettings settings = LearnerSettings.defaults().withSplit(split).withSlots(1).withEvents(1, 1);
    CompileRequest request =
        new CompileRequest(
            Path.of("network"), "network", Map.of(), settings, CalibrationMethod.MIN_MAX, noise(network.canonical()), null, CORTEX_M4,
            CORTEX_M4.accumulate().get(0));
    Compiled compiled = new Compiler(HOME).compile(network, request, step -> {});
    compiled.files().write(folder);
    try {
      CycleProgram.build(folder, CORTEX_M4, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return KernelCode.bytes(folder);
  }

  private static List<Tensor> noise(Graph graph) {
    Random random = new Random(3);
    Tensor x = Tensor.zeros(graph.shape(graph.inputs().get(0)));
    for (int k = 0; k < x.floats().length; k++) {
      x.floats()[k] = random.nextFloat();
    }
    return List.of(x);
  }
}
