package dev.reprise.host.explore;

import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.measure.Battery;
import java.util.List;

/**
 * What is explored: every combination of targets, splits, bits and slots.
 *
 * @param model as shown to the user
 * @param settings of all learners, but for split, bits, slots and micro-batch
 * @param intervalSeconds from one minibatch to the next, for battery life
 * @param study published figures to set beside ours, for the first target against the second; null for none
 */
public record ExploreRequest(
    String model,
    FrontEnd front,
    List<ExploredTarget> targets,
    List<ExploredSplit> splits,
    List<Integer> bits,
    List<Integer> slots,
    LearnerSettings settings,
    double intervalSeconds,
    Battery battery,
    PublishedStudy study) {

  /**
   * A target.
   *
   * @param title as shown to the user
   * @param microBatch samples to a forward and backward pass there; {@link #BEST}
   */
  public record ExploredTarget(Target target, String title, int microBatch) {
    /** What {@link dev.reprise.compiler.DesignSpace#microBatch} says, for each split. */
    public static final int BEST = 0;
  }

  /**
   * A place where the model is cut.
   *
   * @param label as shown to the user
   * @param name as the compiler takes it
   */
  public record ExploredSplit(String label, String name) {}

  public ExploreRequest {
    targets = List.copyOf(targets);
    splits = List.copyOf(splits);
    bits = List.copyOf(bits);
    slots = List.copyOf(slots);
  }
}
