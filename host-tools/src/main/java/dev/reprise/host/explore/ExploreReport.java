package dev.reprise.host.explore;

import dev.reprise.compiler.report.Purpose;
import dev.reprise.host.measure.Battery;
import java.util.List;
import java.util.Map;

/**
 * What {@code reprise explore} found. Cycles come from executed programs, layer by layer, and are scaled from one sample (or one micro-batch) to a minibatch; {@link TargetFigures#cyclesAre} says
 * whether they are measured or estimated. Times, energies and lifetimes follow from them and the targets' clocks and power models.
 *
 * @param newSamples of a minibatch, whose latents the frozen stage makes
 * @param replayedSamples of a minibatch
 * @param stages by target, split and bits
 * @param points by target, split, bits and slots
 * @param ratios second target over first; empty with fewer targets than two
 * @param published figures of a study beside ours; empty without one
 */
public record ExploreReport(
    String model,
    int newSamples,
    int replayedSamples,
    double intervalSeconds,
    Battery battery,
    List<TargetFigures> targets,
    List<StageFigures> stages,
    List<Point> points,
    List<Ratio> ratios,
    List<Published> published,
    List<LayerFigures> layers) {

  /**
   * A target.
   *
   * @param method how its cycles came about
   * @param runMilliamps null without power model, as are the other fields of power
   */
  public record TargetFigures(
      String target,
      String title,
      String core,
      long clockHz,
      String cyclesAre,
      String method,
      Double supplyVolts,
      Double runMilliamps,
      String runSource,
      String idle,
      Double idleMilliamps,
      String idleSource) {}

  /**
   * What learning from a minibatch takes; replay slots have no part in it.
   *
   * @param split its label
   * @param node behind which the model is cut
   * @param microBatch samples that the training calls were run with
   * @param trainedWeights elements, biases included
   * @param frozenMacs of one sample
   * @param frozenCycles of one sample, its latent packed
   * @param trainingMacs of all samples, forward and backward; those with padding included
   * @param phaseCycles of one sample by phase of training; {@code update} for the minibatch
   * @param trainingCycles of all samples and the update
   * @param newSampleCycles the frozen stage for the new samples
   * @param minibatchCycles both
   * @param joules null without power model
   * @param lifetimeHours of the battery at one minibatch an interval; null without power model, or where a minibatch takes longer
   */
  public record StageFigures(
      String target,
      String split,
      String node,
      int latentElements,
      int bits,
      int microBatch,
      long trainedWeights,
      long frozenMacs,
      double frozenCycles,
      long trainingMacs,
      Map<String, Double> phaseCycles,
      double trainingCycles,
      double newSampleCycles,
      double minibatchCycles,
      double trainingMacPerCycle,
      double frozenMacPerCycle,
      double seconds,
      Double joules,
      Double lifetimeHours) {}

  /**
   * One learner.
   *
   * @param replayBytes slots alone
   * @param ramBytes all that is planned
   * @param ram the same by purpose
   * @param constantBytes of flash, without code
   * @param fits whether the target has that much
   * @param front whether no other point of the target trains as many weights in no more RAM and no more time
   */
  public record Point(
      String target, String split, int bits, int slots, long replayBytes, long ramBytes, Map<Purpose, Long> ram, long constantBytes, boolean fits, double seconds, boolean front) {}

  /** @param joules null where a power model is missing */
  public record Ratio(String split, int bits, double cycles, double seconds, Double joules) {}

  /** @param ours in words */
  public record Published(String what, String published, String ours, String why) {}

  /**
   * A kernel call that was run.
   *
   * @param uses calls of all stages that it stands for
   * @param samples that it was run with
   */
  public record LayerFigures(String target, String phase, String node, String kernel, long macs, int samples, long cycles, int uses) {}

  public ExploreReport {
    targets = List.copyOf(targets);
    stages = List.copyOf(stages);
    points = List.copyOf(points);
    ratios = List.copyOf(ratios);
    published = List.copyOf(published);
    layers = List.copyOf(layers);
  }

  /** Samples of a minibatch. */
  public int minibatch() {
    return newSamples + replayedSamples;
  }
}
