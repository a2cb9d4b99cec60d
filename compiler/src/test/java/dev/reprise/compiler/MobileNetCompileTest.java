package dev.reprise.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.models.MobileNetV1;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A model of real size, MobileNet-V1 1.0/128 with 1000 classes, goes through the whole pipeline with 32 calibration images. */
class MobileNetCompileTest {
  private static final int RESOLUTION = 128;
  private static final int IMAGES = 32;

  @Test
  void compiles() {
    FrontEnd front = FrontEnd.of(MobileNetV1.build(1.0, RESOLUTION, 1000, true, 1));
    Target target = new Targets(CompiledNetwork.HOME).get("mps2-an500").withoutStorage(); // the saves' part of the RAM is needed
    AtomicInteger read = new AtomicInteger();
    LearnerSettings settings = LearnerSettings.defaults().withSlots(100).withEvents(100, LearnerSettings.AS_MANY_AS_FIT);
    CompileRequest request =
        new CompileRequest(
            Path.of("mobilenet.onnx"), "mobilenet", Map.of(), settings, CalibrationMethod.MSE, () -> images().peek(image -> read.incrementAndGet()).iterator(), null, target, Accumulate.FUSED);
    Compiled compiled = new Compiler(CompiledNetwork.HOME).compile(front, request, step -> {});
    assertThat(compiled.model().latentElements()).isEqualTo(1024);
    assertThat(read).hasValueGreaterThanOrEqualTo(IMAGES);
    assertThat(compiled.files().all()).containsKeys("model/rp_weights.c", "Makefile");
  }

  private static Stream<Tensor> images() {
    Random random = new Random(3);
    return IntStream.range(0, IMAGES).mapToObj(i -> {
      float[] x = new float[3 * RESOLUTION * RESOLUTION];
      for (int k = 0; k < x.length; k++) {
        x[k] = random.nextFloat();
      }
      return Tensor.f32(Shape.of(1, 3, RESOLUTION, RESOLUTION), x);
    });
  }
}
