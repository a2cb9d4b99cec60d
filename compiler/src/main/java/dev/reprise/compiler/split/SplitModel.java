package dev.reprise.compiler.split;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.learn.LearnerModel;

/**
 * A canonical graph cut in two.
 *
 * @param frozenFloat from the model's input to the latent; without nodes where the split is the model's input
 * @param adaptive from the latent to the logits [1, classes]
 * @param head what followed the logits
 */
public record SplitModel(Graph frozenFloat, Graph adaptive, LearnerModel.Head head) {
  public int classes() {
    return adaptive.shape(adaptive.outputs().get(0)).dim(1);
  }
}
