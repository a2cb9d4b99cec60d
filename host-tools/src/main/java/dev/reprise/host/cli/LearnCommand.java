package dev.reprise.host.cli;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.connect.Connection;
import dev.reprise.host.connect.Project;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnResult;
import dev.reprise.host.learn.LearnSession;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.learn.Saves;
import dev.reprise.host.link.LinkListener;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code reprise learn}. */
@Command(
    name = "learn",
    sortOptions = false,
    description = {
      "Lets a device learn from a data set and measures what it knows.",
      "",
      "The device is reset and its replay memory filled; then it gets events of new samples.",
      "Before and after each event its accuracy per class is measured on test samples."
    },
    footer = {
      "",
      "Examples:",
      "  reprise learn firmware --data digits:2,600 --test digits:3,200 --event-classes 5-9 --compare-naive",
      "  reprise learn firmware --device serial:/dev/ttyACM0 --data images:photos --image-size 96x96 --per-class 60",
      "  reprise learn firmware --device golden --data idx:images.gz,labels.gz[:8000] --test idx:images.gz,labels.gz[8000:] --event-classes 5-9"
    })
final class LearnCommand extends AbstractCommand {
  @Mixin private final RunMixin run = new RunMixin();

  @Option(names = "--compare-naive", description = "Learn a second time without replay memory, for comparison.")
  private boolean compareNaive;

  @Option(names = "--save", description = "The device saves its state after each event.")
  private boolean save;

  @Option(
      names = "--resume",
      description = "Go on behind the device's last save, after it lost power or this command was stopped; saves like --save.")
  private boolean resume;

  /** What --json prints. */
  record Output(LearnResult replay, LearnResult naive) {}

  @Override
  public Integer call() {
    if (run.data == null) {
      throw new ParameterException(spec.commandLine(), "Missing required option: '--data=DATA'");
    }
    Project project = Project.open(run.project, home());
    LearnerModel model = project.artifact().model();
    LearnSettings settings = run.settings(model, spec.commandLine());
    try (Dataset samples = run.reading.open(run.data);
        Dataset testSamples = run.test == null ? null : run.reading.open(run.test)) {
      CodedDataset data = new CodedDataset(samples, model);
      CodedDataset test = testSamples == null ? null : new CodedDataset(testSamples, model);
      EventPlan plan = run.events.plan(spec.commandLine(), data, model, settings.slots(), run.data, settings.training().seed());
      try (Connection connection = run.device.connect(project, LinkListener.NONE)) {
        Output output = learn(connection, data, test, plan, settings);
        print(output, LearnText.render(output.replay(), output.naive(), data));
      }
    }
    return 0;
  }

  private Output learn(Connection connection, CodedDataset data, CodedDataset test, EventPlan plan, LearnSettings settings) {
    LearnSession session = new LearnSession(connection.device(), data, test, new ProgressLine(err(), connection.device()));
    try {
      LearnResult result = session.run(plan, settings, resume ? Saves.RESUME : save ? Saves.EACH_EVENT : Saves.NONE);
      if (compareNaive) {
        err().println("again without replay memory");
      }
      return new Output(result, compareNaive ? session.run(plan, settings.naive()) : null);
    } catch (RepriseException e) {
      connection.explain();
      throw e;
    }
  }
}
