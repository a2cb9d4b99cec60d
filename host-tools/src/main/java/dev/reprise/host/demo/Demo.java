package dev.reprise.host.demo;

import dev.reprise.compiler.CompileRequest;
import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.Compiler;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.connect.Project;
import dev.reprise.host.data.DatasetPart;
import dev.reprise.host.data.Samples;
import dev.reprise.host.data.digits.DigitsDataset;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.EventPlanner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The demonstration: a network that knows the digits 0-4 of the stroke-digit generator learns 5-9 on an emulated STM32F405. The settings are those that
 * {@code test-vectors/digits/README.md} derives.
 */
public final class Demo {
  /** Value behind which the demo's model is cut. */
  static final String SPLIT = "/features/features.20/Relu_output_0";

  private static final String MODEL = "test-vectors/models/digits0to4.onnx";
  private static final String OLD = "0-4";
  private static final String NEW = "5-9";
  private static final int SLOTS = 200;
  private static final int NEW_PER_CLASS = 60;
  private static final int CALIBRATION_SEED = 1;
  private static final int CALIBRATION_SAMPLES = 32;
  private static final int LEARN_SEED = 2;
  private static final int LEARN_POOL = 1000;
  private static final int TEST_SEED = 3;
  private static final int TEST_SAMPLES = 200;

  private final Path home;

  /** @param home the repository */
  public Demo(Path home) {
    this.home = home;
  }

  /** Compiles the demo's model for {@code target} into {@code folder}. */
  public Project compile(String target, Path folder, Consumer<String> progress) {
    Target t = new Targets(home).get(target);
    TrainingConfig training = new TrainingConfig(1, 2, 4, 28, 0.03f, 0.9f, false, 0f, Schedule.CONSTANT, 0.1f, 100, 0f);
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withSplit(SPLIT)
            .withLatentBits(7)
            .withSlots(SLOTS)
            .withEvents(NEW_PER_CLASS, LearnerSettings.AS_MANY_AS_FIT)
            .withTraining(training);
    Iterable<Tensor> calibration = Samples.tensors(new DigitsDataset(CALIBRATION_SEED, LEARN_POOL), CALIBRATION_SAMPLES);
    Compiled compiled =
        new Compiler(home)
            .compile(
                new CompileRequest(
                    home.resolve(MODEL),
                    "digits",
                    Map.of(),
                    settings,
                    CalibrationMethod.MSE,
                    calibration,
                    new QParams(1f / 255, 0),
                    t,
                    t.accumulate().get(0)),
                progress);
    compiled.files().write(folder);
    return Project.open(folder, home);
  }

  /** The samples that it learns from. */
  public static CodedDataset data(LearnerModel model) {
    return new CodedDataset(new DigitsDataset(LEARN_SEED, LEARN_POOL), model);
  }

  /** The samples that it is tested on. */
  public static CodedDataset test(LearnerModel model) {
    return new CodedDataset(new DatasetPart(new DigitsDataset(TEST_SEED, LEARN_POOL), 0, TEST_SAMPLES), model);
  }

  /** As many samples of each known digit as fill the memory; then one event for each new digit. */
  public static EventPlan plan(LearnerModel model) {
    CodedDataset data = data(model);
    EventPlanner planner = new EventPlanner(data, "digits");
    List<EventPlan.Event> known = planner.byClass(EventPlanner.classes(OLD), SLOTS / EventPlanner.classes(OLD).size());
    List<Integer> fill = new ArrayList<>();
    known.forEach(event -> fill.addAll(event.samples()));
    return new EventPlan(fill, planner.byClass(EventPlanner.classes(NEW), NEW_PER_CLASS));
  }
}
