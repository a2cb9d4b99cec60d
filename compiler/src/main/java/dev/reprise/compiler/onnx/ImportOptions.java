package dev.reprise.compiler.onnx;

import dev.reprise.compiler.ir.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a model is made static.
 *
 * @param batch size of a leading dimension that the model leaves open, 1 or more
 * @param singleSample whether a leading dimension that the model fixes to more than 1 becomes 1, with the constant Reshape targets that
 *     repeat it
 * @param dims sizes of other open dimensions, by their name, or by {@code input:axis} where they have none
 * @param constants tensors to bind to inputs, which then are no inputs any more; by input name
 */
public record ImportOptions(int batch, boolean singleSample, Map<String, Integer> dims, Map<String, Tensor> constants) {
  public ImportOptions {
    if (batch < 1) {
      throw new IllegalArgumentException("batch " + batch + " is less than 1");
    }
    dims = Collections.unmodifiableMap(new LinkedHashMap<>(dims));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
  }

  /** Batch 1 where it is open; nothing else bound. */
  public static ImportOptions defaults() {
    return new ImportOptions(1, false, Map.of(), Map.of());
  }

  public ImportOptions withBatch(int size) {
    return new ImportOptions(size, singleSample, dims, constants);
  }

  public ImportOptions withSingleSample() {
    return new ImportOptions(batch, true, dims, constants);
  }

  public ImportOptions withDim(String name, int size) {
    Map<String, Integer> more = new LinkedHashMap<>(dims);
    more.put(name, size);
    return new ImportOptions(batch, singleSample, more, constants);
  }

  public ImportOptions withConstant(String input, Tensor value) {
    Map<String, Tensor> more = new LinkedHashMap<>(constants);
    more.put(input, value);
    return new ImportOptions(batch, singleSample, dims, more);
  }
}
