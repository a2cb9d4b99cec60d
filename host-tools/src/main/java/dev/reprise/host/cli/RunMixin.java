package dev.reprise.host.cli;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.host.learn.LearnSettings;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What {@code learn} and {@code verify} have in common: project, device, data, events and training. */
final class RunMixin {
  @Parameters(paramLabel = "PROJECT", description = "Folder that 'reprise compile' wrote.")
  Path project;

  @Option(names = "--data", paramLabel = "DATA", description = "Samples to learn: " + DataMixin.SPEC + ".")
  String data;

  @Option(names = "--test", paramLabel = "DATA", description = "Samples to test with before and after each event.")
  String test;

  @Option(names = "--test-ends", description = "Test only before the first and after the last event.")
  boolean testEnds;

  @Mixin final DeviceMixin device = new DeviceMixin();

  @Mixin final EventsMixin events = new EventsMixin();

  @Mixin final DataMixin reading = new DataMixin();

  @Option(names = "--replay", paramLabel = "M", description = "Slots of the replay memory to use (default: all).")
  private Integer slots;

  @Option(names = "--policy", description = "Which slots an event overwrites: ${COMPLETION-CANDIDATES} (default: as compiled).")
  private Policy policy;

  @ArgGroup(validate = false, heading = "%nTraining (default: as compiled; in parentheses what compile chose if it was not told):%n")
  private final TrainingMixin training = new TrainingMixin();

  /** @throws picocli.CommandLine.ParameterException where {@code model} cannot learn so */
  LearnSettings settings(LearnerModel model, CommandLine line) {
    TrainingConfig config = training.over(model.training(), line);
    Usage.require(line, config.momentum() == 0 || model.momentum(), "--momentum: the project was compiled without momentum buffers (--no-momentum)");
    int used = slots == null ? model.slots() : slots;
    Usage.require(line, used >= 0 && used <= model.slots(), "--replay must be 0 to " + model.slots() + ", the slots compiled in, not " + used);
    return new LearnSettings(config, policy == null ? model.policy() : policy, used, !testEnds);
  }
}
