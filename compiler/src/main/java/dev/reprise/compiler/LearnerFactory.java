package dev.reprise.compiler;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.split.SplitModel;
import dev.reprise.compiler.split.TrainableSelection;

/** Puts the two stages and the user's settings together. */
final class LearnerFactory {
  private LearnerFactory() {}

  /** @param eventLatents how many of an event's latents are kept on the device */
  static LearnerModel make(String name, SplitModel split, QGraph frozen, LearnerSettings s, int eventLatents) {
    return new LearnerModel(
        name,
        frozen,
        s.latentBits(),
        split.adaptive(),
        split.head(),
        TrainableSelection.of(split.adaptive(), s.freeze()),
        split.classes(),
        s.slots(),
        s.policy(),
        s.eventMax(),
        Math.min(eventLatents, s.eventMax()),
        s.microBatch(),
        s.momentum(),
        s.training());
  }
}
