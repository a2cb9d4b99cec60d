package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import java.util.List;
import java.util.Map;

/**
 * The adaptive stage as kernel calls.
 *
 * @param latent its input, one latent per sample
 * @param logits its output
 * @param logitsGradient written by {@code loss}
 * @param constants initial value of every WEIGHT and CONSTANT buffer
 * @param trainables in the order of the model's trainable names
 * @param forward latent to logits
 * @param loss logits to their gradient
 * @param backward gradients of weights (accumulated) and values
 */
public record AdaptiveProgram(
    Buffer latent,
    Buffer logits,
    Buffer logitsGradient,
    Map<Buffer, Tensor> constants,
    List<Trainable> trainables,
    List<Call> forward,
    Call loss,
    List<Call> backward) {

  /** @param momentum null where the learner has none */
  public record Trainable(String name, Buffer weight, Buffer gradient, Buffer momentum) {
    /** Weight, gradient and, where it exists, momentum. */
    public List<Buffer> buffers() {
      return momentum == null ? List.of(weight, gradient) : List.of(weight, gradient, momentum);
    }
  }
}
