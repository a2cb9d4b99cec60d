package dev.reprise.host.cli;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.connect.Connection;
import dev.reprise.host.connect.Project;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.verify.Difference;
import dev.reprise.host.verify.GoldenVectors;
import dev.reprise.host.verify.JunitReport;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyError;
import dev.reprise.host.verify.VerifyResult;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reprise verify}. */
@Command(
    name = "verify",
    sortOptions = false,
    description = {
      "Checks a device bit for bit against the golden executor.",
      "",
      "Both learn in lockstep, from --data or, without it, from the project's own golden vectors; every latent, loss, gradient, momentum, weight, replay slot and logit is compared. The run stops at the first",
      "difference and names step, tensor and element."
    },
    footer = {
      "",
      "Exits with 1 on a difference.",
      "",
      "Examples:",
      "  reprise verify firmware",
      "  reprise verify firmware --data digits:2,600 --event-classes 5,6 --per-class 20 --fill 30 --junit verify.xml",
      "  reprise verify firmware --device serial:/dev/ttyACM0 --data npz:samples.npz --test npz:few.npz"
    })
final class VerifyCommand extends AbstractCommand {
  @Mixin private final RunMixin run = new RunMixin();

  @Option(names = "--junit", paramLabel = "FILE", description = "Write the result as JUnit XML, for CI.")
  private Path junit;

  /** What --json prints. */
  record Output(String device, boolean equal, long steps, int cases, long comparisons, Difference difference) {}

  @Override
  public Integer call() {
    Project project = Project.open(run.project, home());
    VerifyResult result = run.data == null ? verifyVectors(project) : verifyData(project);
    if (junit != null) {
      JunitReport.write(result, junit);
    }
    Difference difference = result.difference();
    print(
        new Output(result.device(), result.equal(), result.steps(), result.cases().size(), result.comparisons(), difference),
        result.steps() + " steps, " + result.comparisons() + " comparisons with " + result.device() + (result.equal() ? ": all equal\n" : "\n"));
    if (difference != null) {
      throw RepriseException.of(VerifyError.DIFFERENCE, result.device(), difference);
    }
    return 0;
  }

  /** With the project's own golden vectors. */
  private VerifyResult verifyVectors(Project project) {
    GoldenVectors vectors = GoldenVectors.of(project.folder(), project.artifact().model());
    return verify(project, vectors.plan(), vectors.settings(), vectors.data(), vectors.test());
  }

  private VerifyResult verifyData(Project project) {
    LearnerModel model = project.artifact().model();
    LearnSettings settings = run.settings(model, spec.commandLine());
    try (Dataset samples = run.reading.open(run.data);
        Dataset testSamples = run.test == null ? null : run.reading.open(run.test)) {
      CodedDataset data = new CodedDataset(samples, model);
      CodedDataset test = testSamples == null ? null : new CodedDataset(testSamples, model);
      EventPlan plan = run.events.plan(spec.commandLine(), data, model, settings.slots(), run.data, settings.training().seed());
      return verify(project, plan, settings, data, test);
    }
  }

  private VerifyResult verify(Project project, EventPlan plan, LearnSettings settings, CodedDataset data, CodedDataset test) {
    try (Connection connection = run.device.connect(project, LinkListener.NONE)) {
      try {
        return Verification.run(
            project.artifact().model(), connection.device(), connection.accumulate(), plan, settings, data, test, new ProgressLine(err(), connection.device()));
      } catch (RepriseException e) {
        connection.explain();
        throw e;
      }
    }
  }
}
