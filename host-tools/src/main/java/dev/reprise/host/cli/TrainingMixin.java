package dev.reprise.host.cli;

import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import picocli.CommandLine.Option;

/** How an event trains. */
final class TrainingMixin {
  @Option(names = "--seed", defaultValue = "1", description = "Seed of the learner's random numbers (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--epochs", defaultValue = "4", description = "Epochs over the new samples of an event (default: ${DEFAULT-VALUE}).")
  private int epochs;

  @Option(
      names = "--minibatch",
      defaultValue = "13:51",
      paramLabel = "NEW:REPLAY|N",
      description = "New and replayed samples of a minibatch, or its size to mix them in proportion (default: ${DEFAULT-VALUE}).")
  private String minibatch;

  @Option(names = "--lr", defaultValue = "0.01", paramLabel = "X", description = "Learning rate (default: ${DEFAULT-VALUE}).")
  private float learningRate;

  @Option(names = "--momentum", defaultValue = "0.9", paramLabel = "X", description = "Momentum (default: ${DEFAULT-VALUE}).")
  private float momentum;

  @Option(names = "--nesterov", description = "Nesterov momentum.")
  private boolean nesterov;

  @Option(names = "--weight-decay", defaultValue = "0", paramLabel = "X", description = "Weight decay (default: ${DEFAULT-VALUE}).")
  private float weightDecay;

  @Option(names = "--schedule", defaultValue = "constant", description = "Learning rate over an event: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Schedule schedule;

  @Option(names = "--gamma", defaultValue = "0.1", paramLabel = "X", description = "Factor of the step schedule (default: ${DEFAULT-VALUE}).")
  private float gamma;

  @Option(names = "--step-size", defaultValue = "100", paramLabel = "N", description = "Minibatches between two factors (default: ${DEFAULT-VALUE}).")
  private int stepSize;

  @Option(names = "--min-lr", defaultValue = "0", paramLabel = "X", description = "Where the cosine schedule ends (default: ${DEFAULT-VALUE}).")
  private float minLearningRate;

  TrainingConfig config() {
    int colon = minibatch.indexOf(':');
    int fresh = colon < 0 ? 0 : Integer.parseInt(minibatch.substring(0, colon));
    int replay = Integer.parseInt(minibatch.substring(colon + 1));
    return new TrainingConfig(
        seed, epochs, fresh, replay, learningRate, momentum, nesterov, weightDecay, schedule, gamma, stepSize, minLearningRate);
  }
}
