package dev.reprise.host.cli;

import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the user decides about a learner when compiling it. */
final class LearnerMixin {
  @Option(
      names = "--split",
      defaultValue = "last",
      paramLabel = "NAME",
      description = "Where the model is cut: a value or node name, a number from 'reprise inspect', or 'last', the classifier's input (default).")
  private String split;

  @Option(names = "--bits", defaultValue = "8", paramLabel = "Q", description = "Bits of a stored latent value: 1 to 8, or 32 (default: ${DEFAULT-VALUE}).")
  private int bits;

  @Option(names = "--replay", defaultValue = "500", paramLabel = "M", description = "Slots of the replay memory; 0 for none (default: ${DEFAULT-VALUE}).")
  private int slots;

  @Option(names = "--policy", defaultValue = "random", description = "Which slots an event overwrites: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Policy policy;

  @Option(names = "--event-max", defaultValue = "1000", paramLabel = "N", description = "Most new samples in one event (default: ${DEFAULT-VALUE}).")
  private int eventMax;

  @Option(
      names = "--event-latents",
      defaultValue = "-1",
      paramLabel = "N",
      description = "How many of them keep their latent on the device; the others are streamed again each epoch, with the same result (default: as many as fit).")
  private int eventLatents;

  @Option(
      names = "--micro-batch",
      paramLabel = "N",
      description = "Samples per forward and backward pass (default: on a cluster as many as are modelled to take the fewest cycles, of those that fit; elsewhere 1).")
  private Integer microBatch;

  @Option(names = "--no-momentum", description = "No momentum buffers: as many bytes less as the weights take.")
  private boolean noMomentum;

  @Option(names = "--freeze", split = ",", paramLabel = "PATTERN", description = "Layers of the adaptive stage that are not trained ('*' matches anything).")
  private List<String> freeze = List.of();

  @ArgGroup(validate = false, heading = "%nDefaults of the firmware's training (the link can change them; in parentheses what they are otherwise):%n")
  private final TrainingMixin training = new TrainingMixin();

  /**
   * @throws picocli.CommandLine.ParameterException where a value is out of its range
   */
  LearnerSettings settings(CommandLine line) {
    Usage.require(line, (bits >= 1 && bits <= 8) || bits == 32, "--bits must be 1 to 8, or 32, not " + bits);
    Usage.requireRange(line, "--replay", slots, 0, 0xffff);
    Usage.requireRange(line, "--event-max", eventMax, 1, 0xffff);
    Usage.require(line, eventLatents >= -1, "--event-latents must be at least 0, not " + eventLatents);
    Usage.requireRange(line, "--micro-batch", microBatch == null ? 1 : microBatch, 1, 1024);
    TrainingConfig t = training.over(TrainingConfig.defaults(), line);
    if (noMomentum) {
      t =
          new TrainingConfig(
              t.seed(), t.epochs(), t.newPerMinibatch(), t.replayPerMinibatch(), t.learningRate(), 0, false, t.weightDecay(), t.schedule(),
              t.gamma(), t.stepSize(), t.minLearningRate());
    }
    return new LearnerSettings(split, bits, slots, policy, eventMax, eventLatents, microBatch == null ? LearnerSettings.BEST_MICRO_BATCH : microBatch, !noMomentum, freeze, t);
  }
}
