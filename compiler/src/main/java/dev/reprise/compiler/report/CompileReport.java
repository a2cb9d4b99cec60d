package dev.reprise.compiler.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.reprise.compiler.quantize.QuantizationReport;
import java.util.List;

/**
 * {@code report.json}: what the compiler made.
 *
 * @param hash of the model, as HELLO carries it
 * @param learner sizes that follow from the settings
 * @param calls every kernel call in time order
 * @param memory the plan
 * @param constants where they lie
 * @param saves what they take
 * @param quantization quality of the frozen stage; null where it is empty
 */
public record CompileReport(
    String name,
    String target,
    String accumulate,
    String hash,
    Learner learner,
    List<KernelCall> calls,
    MemoryReport memory,
    ConstantReport constants,
    SaveReport saves,
    QuantizationReport quantization) {
  public static final String FILE_NAME = "report.json";

  /**
   * @param split value the model is cut at
   * @param slotBytes of one packed latent
   * @param frozenMacs for one sample
   * @param adaptiveForwardMacs for one sample
   * @param adaptiveBackwardMacs for one sample
   */
  public record Learner(
      String split,
      int latentElements,
      int latentBits,
      int slotBytes,
      int slots,
      int eventMax,
      int eventLatents,
      int microBatch,
      boolean momentum,
      int classes,
      int trainableWeights,
      long frozenMacs,
      long adaptiveForwardMacs,
      long adaptiveBackwardMacs) {}

  /**
   * One kernel call.
   *
   * @param layouts of input and output; absent where there is no choice
   * @param estimatedCycles for one sample, under the cost model that chose the kernel; absent where there is no choice
   * @param tiles how it runs in L1 of a cluster; absent where it works on data where they lie
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record KernelCall(String node, String phase, String kernel, long macs, String layouts, Long estimatedCycles, TileReport tiles) {}

  public CompileReport {
    calls = List.copyOf(calls);
  }

  public String toJson() {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values", e);
    }
  }
}
