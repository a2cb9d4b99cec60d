package dev.reprise.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.split.Splits;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Single-region plans of every stored model, at several splits and micro-batches, against their lower bound. */
class PlanQualityTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final int SPLITS_PER_MODEL = 3;

  @TestFactory
  Stream<DynamicTest> peaksAreAtMostFivePercentAboveTheBoundOrProvedOptimal() throws IOException {
    List<Path> models;
    try (Stream<Path> walk = Files.walk(HOME.resolve("test-vectors/models"))) {
      models = walk.filter(p -> p.toString().endsWith(".onnx")).sorted().toList();
    }
    assertThat(models).hasSizeGreaterThanOrEqualTo(4);
    return models.stream().map(m -> DynamicTest.dynamicTest(m.getFileName().toString(), () -> plansOf(m)));
  }

  private static void plansOf(Path model) {
    FrontEnd front = FrontEnd.read(model, Map.of());
    List<SplitPoint> legal = Splits.legal(front.canonical());
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int k = 0; k < SPLITS_PER_MODEL; k++) {
      chosen.add(k * (legal.size() - 1) / (SPLITS_PER_MODEL - 1));
    }
    int cases = 0;
    for (int index : chosen) {
      for (int microBatch : new int[] {1, 3}) {
        MemoryReport plan = plan(front, model, legal.get(index), microBatch);
        // weights and the like, which no plan can place badly, are left out: the arena alone meets the limit
        long fixed = plan.entries().stream().filter(e -> e.purpose() != Purpose.ARENA).mapToLong(e -> (e.bytes() + 7) / 8 * 8).sum();
        long peak = plan.peak().values().iterator().next() - fixed;
        long bound = plan.lowerBound().values().iterator().next() - fixed;
        String what = legal.get(index).value() + ", micro-batch " + microBatch + ": arena " + peak + ", bound " + bound;
        assertThat(plan.capacity()).as(what).hasSize(1);
        assertThat(plan.optimal() || peak * 100 <= bound * 105).as(what).isTrue();
        cases++;
      }
    }
    assertThat(cases).isEqualTo(2 * SPLITS_PER_MODEL);
  }

  private static MemoryReport plan(FrontEnd front, Path model, SplitPoint split, int microBatch) {
    Target host = new Targets(HOME).get("host");
    LearnerSettings settings =
        LearnerSettings.defaults().withSplit(split.value()).withMicroBatch(microBatch).withSlots(1).withEvents(1, 0);
    CompileRequest request =
        new CompileRequest(
            model, "plan", Map.of(), settings, CalibrationMethod.MIN_MAX, noise(front), null, host, host.accumulate().get(0));
    return new Compiler(HOME).compile(front, request, step -> {}).report().memory();
  }

  private static List<Tensor> noise(FrontEnd front) {
    Shape shape = front.canonical().type(front.canonical().inputs().get(0)).shape();
    Random random = new Random(1);
    float[] data = new float[shape.elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = random.nextFloat();
    }
    return List.of(Tensor.f32(shape, data));
  }
}
