package dev.reprise.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.CompileRequest;
import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.Compiler;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.golden.Learner;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.data.Samples;
import dev.reprise.host.data.digits.DigitsDataset;
import dev.reprise.host.measure.Budgets;
import dev.reprise.host.measure.CycleMeasurement;
import dev.reprise.host.measure.FirmwareFixture;
import dev.reprise.host.measure.KernelCycles;
import dev.reprise.host.measure.MeasureReport;
import dev.reprise.host.measure.Measurement;
import dev.reprise.host.measure.StackReport;
import dev.reprise.simulators.Programs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The stored digit model as the demo uses it: what it takes on an STM32F405, and how well it learns. */
class DemoProjectTest {
  private static final int SLOTS = 200;
  private static final int PER_DIGIT = 60;
  private static final int TEST_IMAGES = 300;

  private static Compiled compiled;

  @BeforeAll
  static void compile() {
    Target target = FirmwareFixture.target();
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withSplit("/features/features.20/Relu_output_0")
            .withLatentBits(7)
            .withSlots(SLOTS)
            .withEvents(PER_DIGIT, LearnerSettings.AS_MANY_AS_FIT);
    CompileRequest request =
        new CompileRequest(
            FirmwareFixture.HOME.resolve("test-vectors/models/digits0to4.onnx"),
            "digits",
            Map.of(),
            settings,
            CalibrationMethod.MSE,
            Samples.tensors(new DigitsDataset(1, 64), 32),
            new QParams(1f / 255f, 0),
            target,
            Accumulate.SEPARATE);
    compiled = new Compiler(FirmwareFixture.HOME).compile(request, step -> {});
  }

  @Test
  void itFitsTheBoardWithItsStackBounded(@TempDir Path project) throws Exception {
    FirmwareFixture.requireCompiler();
    compiled.files().write(project);
    Path elf = ProjectBuilder.build(project, FirmwareFixture.target(), ProjectBuilder.Image.BOARD, List.of());
    MeasureReport report = Measurement.measure(Measurement.open(project), elf, FirmwareFixture.target(), false);

    assertThat(Budgets.check(report, Map.of("ram", 192L * 1024, "flash", 80L * 1024, "stack", 4096L))).isEmpty();
    long initial = report.memory().get(0).purposes().get(Purpose.INITIAL_WEIGHTS);
    assertThat(initial).isEqualTo(4L * compiled.report().learner().trainableWeights());
    for (Purpose p : List.of(Purpose.WEIGHTS, Purpose.GRADIENTS, Purpose.MOMENTUM)) {
      assertThat(report.memory().stream().mapToLong(r -> r.purposes().getOrDefault(p, 0L)).sum()).as(p.label()).isEqualTo(initial);
    }
    assertThat(report.memory().stream().mapToLong(r -> r.purposes().getOrDefault(Purpose.REPLAY_MEMORY, 0L)).sum())
        .isEqualTo(SLOTS * (448L + 2));
    assertThat(compiled.report().learner().eventLatents()).isEqualTo(PER_DIGIT);
    assertThat(report.stack().reset().links()).extracting(StackReport.Link::function).startsWith("board_reset", "main");
    theCommandPrintsItAndHoldsBudgets(project, report);
  }

  private static void theCommandPrintsItAndHoldsBudgets(Path project, MeasureReport report) throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    assertThat(Main.run(line, "measure", project.toString(), "--budget-ram", "192K", "--svg", project.resolve("charts").toString())).isZero();
    assertThat(out.toString()).contains("frozen weights", "worst-case stack: " + report.stack().worst() + " of 4096");
    assertThat(Files.readString(project.resolve("charts/ccm.svg"))).contains("event_store (event latents): 26880 bytes");

    out.getBuffer().setLength(0);
    assertThat(Main.run(line, "measure", project.toString(), "--json", "--budget", "replay memory=50K", "--budget-stack", "1K")).isEqualTo(1);
    assertThat(err.toString()).contains("RP2101 digits: 38800 bytes over budget: replay memory 90000 of 51200", "stack");
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/measured/stack/worst").asLong()).isEqualTo(report.stack().worst());
    assertThat(json.at("/budgets/replay memory").asLong()).isEqualTo(51200);
    assertThat(json.at("/over")).hasSize(2);
  }

  @Test
  void itsEstimatedCyclesAreKnownForEveryLayer(@TempDir Path project) throws Exception {
    FirmwareFixture.requireCompiler();
    assumeTrue(Programs.find("qemu-system-arm").isPresent(), "qemu-system-arm is not installed");
    assumeTrue(Programs.find("gcc").isPresent(), "gcc is not installed");
    compiled.files().write(project);
    KernelCycles taken = CycleMeasurement.measure(project, FirmwareFixture.target(), FirmwareFixture.HOME, CycleMeasurement.SAMPLES);
    List<CompileReport.KernelCall> calls = compiled.report().calls();
    List<KernelCycles.Call> ofModel = taken.calls().subList(0, calls.size());
    assertThat(ofModel).extracting(KernelCycles.Call::layer).isEqualTo(calls.stream().map(CompileReport.KernelCall::node).toList());
    assertThat(ofModel).extracting(KernelCycles.Call::kernel).isEqualTo(calls.stream().map(CompileReport.KernelCall::kernel).toList());
    for (int i = 0; i < calls.size(); i++) {
      KernelCycles.Call c = ofModel.get(i);
      assertThat(c.total().cycles()).as(c.toString()).isGreaterThan(c.total().instructions());
      // Arithmetic alone is two instructions for a product of floats; two products of codes take one.
      long least = calls.get(i).kernel().contains("f32") ? 2 * calls.get(i).macs() : calls.get(i).macs() / 2;
      assertThat(c.total().instructions() / c.count()).as(c.toString()).isGreaterThan(least);
    }
    // One inference, eight samples into the replay memory, eight of the event.
    assertThat(ofModel).filteredOn(c -> c.phase().equals("frozen forward")).isNotEmpty().allSatisfy(c -> assertThat(c.count()).isEqualTo(17));
    assertThat(taken.calls().subList(calls.size(), taken.calls().size())).extracting(KernelCycles.Call::phase).containsOnly("replay packing", "update", "learner", "link");
    assertThat(taken.phases()).extracting(KernelCycles.Phase::phase)
        .containsExactly("frozen forward", "adaptive forward", "loss", "input gradient", "weight gradient", "update", "replay packing", "learner", "link");
    assertThat(taken.phases()).allSatisfy(p -> {
      assertThat(p.total().cycles()).as(p.phase()).isPositive();
      assertThat(p.total().mix().values().stream().mapToLong(Long::longValue).sum()).as(p.phase()).isEqualTo(p.total().instructions());
    });
    // 17 samples of 784 codes in frames of 60, and the requests.
    assertThat(taken.calls().get(taken.calls().size() - 1).count()).isGreaterThan(17 * 14);
    assertThat(CycleMeasurement.measure(project, FirmwareFixture.target(), FirmwareFixture.HOME, CycleMeasurement.SAMPLES)).isEqualTo(taken);

    StringWriter out = new StringWriter();
    CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
    assertThat(Main.run(line, "measure", project.toString(), "--cycles")).isZero();
    assertThat(out.toString()).contains("cycles on cortex-m4, estimated", "cycles per call, estimated", "weight gradient", "link", "instruction mix, %");
  }

  @Test
  void itLearnsFiveDigitsWithReplayAndForgetsAllOthersWithout() {
    assertThat(accuracyAfterLearning(SLOTS)).isGreaterThanOrEqualTo(0.88);
    assertThat(accuracyAfterLearning(0)).isLessThanOrEqualTo(0.20);
  }

  private static double accuracyAfterLearning(int slots) {
    Learner learner = new Learner(compiled.model(), Accumulate.SEPARATE);
    learner.configure(new TrainingConfig(1, 2, 4, 28, 0.03f, 0.9f, false, 0f, Schedule.CONSTANT, 0.1f, 100, 0f), Policy.RANDOM, slots);
    learner.reset();
    DigitsDataset images = new DigitsDataset(2, 10 * PER_DIGIT);
    for (int i = 0; i < slots * 2; i++) {
      if (images.label(i) < 5) {
        learner.fill(images.image(i), images.label(i));
      }
    }
    for (int digit = 5; digit < 10; digit++) {
      learner.eventBegin(PER_DIGIT);
      for (int k = 0; k < PER_DIGIT; k++) {
        learner.eventAdd(k, images.image(10 * k + digit), digit);
      }
      while (!learner.trained()) {
        learner.trainStep();
      }
      learner.eventEnd();
    }
    DigitsDataset test = new DigitsDataset(3, TEST_IMAGES);
    int correct = 0;
    for (int i = 0; i < test.size(); i++) {
      correct += learner.infer(test.image(i)).label() == test.label(i) ? 1 : 0;
    }
    return (double) correct / test.size();
  }
}
