package dev.reprise.compiler.learn;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.quantize.QGraph;
import java.util.List;

/**
 * Everything that defines the numbers a learner produces: what the golden executor runs and what the emitter turns into C. It holds no
 * schedule and no memory plan.
 *
 * @param name C identifier
 * @param frozen integer stage; its output is the 8-bit latent
 * @param latentBits Q: 1..8, or 32
 * @param adaptive float stage, batch 1; its one input is the latent (shape of the frozen output), its one output the logits
 *     (any final Softmax or LogSoftmax is {@code head})
 * @param head applied to the logits at inference only
 * @param trainable names of the constants that are trained, in node order, weight before bias
 * @param classes number of logits
 * @param slots M
 * @param policy of the replay memory
 * @param eventMax most new samples in one event
 * @param eventLatents how many of them (the first) keep their latent on the device; the others are asked for again
 * @param microBatch samples per forward and backward pass
 * @param momentum whether momentum buffers exist
 * @param training defaults
 */
public record LearnerModel(
    String name,
    QGraph frozen,
    int latentBits,
    Graph adaptive,
    Head head,
    List<String> trainable,
    int classes,
    int slots,
    Policy policy,
    int eventMax,
    int eventLatents,
    int microBatch,
    boolean momentum,
    TrainingConfig training) {

  /** What is applied to the logits at inference. */
  public enum Head {
    NONE,
    SOFTMAX,
    LOG_SOFTMAX
  }

  public LearnerModel {
    trainable = List.copyOf(trainable);
  }

  public int latentElements() {
    return frozen.tensor(frozen.output()).shape().elements();
  }

  /** Bytes of one replay slot (N7.3, N7.4). */
  public int slotBytes() {
    return (int) (((long) latentElements() * latentBits + 7) / 8);
  }
}
