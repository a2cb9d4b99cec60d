package dev.reprise.host.cli;

import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** How an event trains; what is not given stays as it was: in parentheses the defaults of {@link TrainingConfig#defaults}. */
final class TrainingMixin {
  @Option(names = "--seed", description = "Seed of the learner's random numbers (1).")
  private Long seed;

  @Option(names = "--epochs", description = "Epochs over the new samples of an event (4).")
  private Integer epochs;

  @Option(
      names = "--minibatch",
      paramLabel = "NEW:REPLAY|N",
      converter = Minibatch.Converter.class,
      description = "New and replayed samples of a minibatch, or its size to mix them in proportion (13:51).")
  private Minibatch minibatch;

  @Option(names = "--lr", paramLabel = "X", description = "Learning rate (0.01).")
  private Float learningRate;

  @Option(names = "--momentum", paramLabel = "X", description = "Momentum (0.9).")
  private Float momentum;

  @Option(names = "--nesterov", description = "Nesterov momentum.")
  private Boolean nesterov;

  @Option(names = "--weight-decay", paramLabel = "X", description = "Weight decay (0).")
  private Float weightDecay;

  @Option(names = "--schedule", description = "Learning rate over an event: ${COMPLETION-CANDIDATES} (constant).")
  private Schedule schedule;

  @Option(names = "--gamma", paramLabel = "X", description = "Factor of the step schedule (0.1).")
  private Float gamma;

  @Option(names = "--step-size", paramLabel = "N", description = "Minibatches between two factors (100).")
  private Integer stepSize;

  @Option(names = "--min-lr", paramLabel = "X", description = "Where the cosine schedule ends (0).")
  private Float minLearningRate;

  /**
   * {@code base} with what was given on the command line in its place.
   *
   * @throws picocli.CommandLine.ParameterException where the learner would refuse a value
   */
  TrainingConfig over(TrainingConfig base, CommandLine line) {
    Usage.requireRange(line, "--epochs", or(epochs, 1), 1, 0xffff);
    Usage.requireAtLeast(line, "--step-size", or(stepSize, 1), 1);
    requireFinite(line, "--lr", learningRate);
    requireFinite(line, "--momentum", momentum);
    requireFinite(line, "--weight-decay", weightDecay);
    requireFinite(line, "--gamma", gamma);
    requireFinite(line, "--min-lr", minLearningRate);
    Minibatch samples = or(minibatch, new Minibatch(base.newPerMinibatch(), base.replayPerMinibatch()));
    return new TrainingConfig(
        or(seed, base.seed()), or(epochs, base.epochs()), samples.fresh(), samples.replay(), or(learningRate, base.learningRate()), or(momentum, base.momentum()),
        or(nesterov, base.nesterov()), or(weightDecay, base.weightDecay()), or(schedule, base.schedule()), or(gamma, base.gamma()),
        or(stepSize, base.stepSize()), or(minLearningRate, base.minLearningRate()));
  }

  private static void requireFinite(CommandLine line, String option, Float value) {
    Usage.require(line, value == null || (Float.isFinite(value) && value >= 0), option + " must be 0 or a positive number, not " + value);
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
