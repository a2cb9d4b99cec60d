package dev.reprise.compiler.golden;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.List;

/**
 * A recorded run of the golden learner from reset: what was asked of it and the checksum of everything it made. Checksums (N10) and binary32
 * values are eight hexadecimal digits, so that no reader rounds them.
 *
 * @param model name of the learner model
 * @param slots of the replay memory in use
 * @param tensors names of the trained tensors; {@link Train} lists its checksums in this order
 */
public record GoldenRun(
    String model, Accumulate accumulate, TrainingConfig training, Policy policy, int slots, List<String> tensors, List<Operation> operations) {

  public GoldenRun {
    tensors = List.copyOf(tensors);
    operations = List.copyOf(operations);
  }

  /** One request with its outcome. Samples are codes of the input (base64 in JSON). */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "do")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Fill.class, name = "fill"),
    @JsonSubTypes.Type(value = EventBegin.class, name = "eventBegin"),
    @JsonSubTypes.Type(value = EventAdd.class, name = "eventAdd"),
    @JsonSubTypes.Type(value = Train.class, name = "train"),
    @JsonSubTypes.Type(value = EventEnd.class, name = "eventEnd"),
    @JsonSubTypes.Type(value = Infer.class, name = "infer")
  })
  public sealed interface Operation permits Fill, EventBegin, EventAdd, Train, EventEnd, Infer {}

  /** @param latent checksum of the packed latent */
  public record Fill(byte[] codes, int label, String latent) implements Operation {}

  public record EventBegin(int samples) implements Operation {}

  /** @param latent checksum of the packed latent */
  public record EventAdd(int index, byte[] codes, int label, String latent) implements Operation {}

  /**
   * @param loss binary32
   * @param learningRate binary32
   * @param momentum empty where the model has none
   */
  public record Train(
      int step, int steps, String loss, String learningRate, List<String> gradients, List<String> weights, List<String> momentum)
      implements Operation {}

  /**
   * @param slots checksums of the filled slots' packed latents
   * @param labels of the filled slots
   */
  public record EventEnd(int replaced, int used, int events, List<String> slots, List<Integer> labels) implements Operation {}

  /**
   * @param label the class found
   * @param latent checksum of the packed latent
   * @param logits checksum, before the head
   */
  public record Infer(byte[] codes, int label, String latent, String logits) implements Operation {}

  /** As JSON; the same run gives the same text. */
  public String json() {
    try {
      return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** @throws IllegalArgumentException where the text is not a run */
  public static GoldenRun parse(String json) {
    try {
      return new JsonMapper().readValue(json, GoldenRun.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a golden run: " + e.getOriginalMessage(), e);
    }
  }
}
