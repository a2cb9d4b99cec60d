package dev.reprise.host.measure;

import dev.reprise.compiler.program.Phase;
import java.util.List;
import java.util.Map;

/** The phases of what a learner does: those of its kernel calls, and what is around them. */
final class WorkPhase {
  /** The learner's own work: permutations, copies of latents, clearing gradients. */
  static final String LEARNER = "learner";

  /** Frames and requests; not the time of the line. */
  static final String LINK = "link";

  /** All phases, as tables list them. */
  static final List<String> TITLES =
      List.of(
          Phase.FROZEN_FORWARD.title(),
          Phase.FORWARD.title(),
          Phase.LOSS.title(),
          Phase.INPUT_GRADIENT.title(),
          Phase.WEIGHT_GRADIENT.title(),
          Phase.UPDATE.title(),
          Phase.LATENT.title(),
          LEARNER,
          LINK);

  /** Functions that requests of the link come to (reprise.h). */
  static final List<String> LEARNER_FUNCTIONS =
      List.of(
          "rp_reset", "rp_configure", "rp_fill", "rp_event_begin", "rp_event_add", "rp_event_announce", "rp_train_step", "rp_supply", "rp_event_end_step",
          "rp_infer");

  static final String LINK_FUNCTION = "rp_link_receive";

  /** Kernels that the learner calls, not the model, by the start of their names. */
  private static final Map<String, Phase> LEARNER_KERNELS =
      Map.of("rp_latent_pack", Phase.LATENT, "rp_latent_unpack", Phase.LATENT, "rp_sgd_", Phase.UPDATE);

  private WorkPhase() {}

  /** Phase of a kernel that the learner calls, by its name; null where {@code function} is none. */
  static Phase ofLearnerKernel(String function) {
    return LEARNER_KERNELS.entrySet().stream().filter(e -> function.startsWith(e.getKey())).map(Map.Entry::getValue).findFirst().orElse(null);
  }
}
