package dev.reprise.host.cli;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.connect.Connection;
import dev.reprise.host.connect.Project;
import dev.reprise.host.demo.Demo;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.LearnResult;
import dev.reprise.host.learn.LearnSession;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.measure.MeasureReport;
import dev.reprise.host.measure.Measurement;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyError;
import dev.reprise.host.verify.VerifyResult;
import dev.reprise.simulators.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code reprise demo}. */
@Command(
    name = "demo",
    sortOptions = false,
    description = {
      "Shows the whole way on an emulated board.",
      "",
      "A network that knows the digits 0-4 is compiled for the target, starts in its simulator and learns 5-9 over the serial link, with a replay",
      "memory and without. The run with replay is compared bit for bit with the golden executor, step by step."
    },
    footer = {"", "Examples:", "  reprise demo", "  reprise demo --target host -o /tmp/digits"})
final class DemoCommand extends AbstractCommand {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(20);

  @Option(names = "--target", defaultValue = "stm32f405", description = "What to compile for (default: ${DEFAULT-VALUE}).")
  private String target;

  @Option(names = {"-o", "--output"}, defaultValue = "build/demo", paramLabel = "FOLDER", description = "Where the project goes (default: ${DEFAULT-VALUE}).")
  private Path output;

  /** What --json prints. */
  record Output(LearnResult replay, LearnResult naive, boolean equal, long steps, long comparisons, MeasureReport memory) {}

  @Override
  public Integer call() {
    say("1/4 compiling test-vectors/models/digits0to4.onnx for " + target);
    Project project = new Demo(home()).compile(target, output, step -> say("    " + step));
    say("2/4 building with " + project.target().toolchain().command());
    Path image = ProjectBuilder.build(output, project.target(), ProjectBuilder.Image.BOARD, List.of());
    MeasureReport memory = Measurement.measure(Measurement.open(output), image, project.target(), false);
    Output result = learn(project, memory);
    CodedDataset data = Demo.data(project.artifact().model());
    print(
        result,
        "\n" + LearnText.render(result.replay(), result.naive(), data) + "\n" + verified(result) + "\n\n" + MeasureCommand.text(memory));
    return 0;
  }

  private Output learn(Project project, MeasureReport memory) {
    LearnerModel model = project.artifact().model();
    LearnSettings settings = new LearnSettings(model.training(), model.policy(), model.slots(), false);
    CodedDataset data = Demo.data(model);
    CodedDataset test = Demo.test(model);
    SimulatorOptions options = SimulatorOptions.defaults().withTimeLimit(TIME_LIMIT);
    try (Connection connection = Connection.open(Connection.SIMULATOR, project, options, LinkListener.NONE)) {
      try {
        ProgressLine progress = new ProgressLine(err(), connection.device());
        say("3/4 learning with replay, in lockstep with the golden executor");
        VerifyResult verified = Verification.run(model, connection.device(), Demo.plan(model), settings, data, test, progress);
        if (!verified.equal()) {
          throw RepriseException.of(
              VerifyError.DIFFERENCE, connection.device().name(), verified.difference());
        }
        say("4/4 learning without replay, for comparison");
        LearnResult naive = new LearnSession(connection.device(), data, test, progress).run(Demo.plan(model), settings.naive());
        return new Output(verified.learned(), naive, true, verified.steps(), verified.comparisons(), memory);
      } catch (RepriseException e) {
        connection.explain();
        throw e;
      }
    }
  }

  private static String verified(Output r) {
    return "verified: " + r.steps() + " steps and " + r.comparisons() + " comparisons, all bits equal to the golden executor's";
  }

  private void say(String text) {
    err().println(text);
    err().flush();
  }
}
