package dev.reprise.compiler.quantize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Quantization parameters that are given, not calibrated: what an imported quantized model states, or the user fixes.
 *
 * @param values by name of the float graph's value
 * @param weights found by their dequantized content, so that renaming and transposing passes do not lose them
 */
public record FixedParameters(Map<String, QParams> values, List<WeightCodes> weights) {
  public FixedParameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    weights = List.copyOf(weights);
  }

  public static FixedParameters none() {
    return new FixedParameters(Map.of(), List.of());
  }

  /** The given parameters of {@code value}, or null. */
  public QParams get(String value) {
    return values.get(value);
  }

  /** The given codes of {@code floats} (output channel first), or null. */
  public WeightCodes codesOf(float[] floats) {
    return weights.stream().filter(w -> w.stand(floats)).findFirst().orElse(null);
  }

  /** These and one more value. */
  public FixedParameters with(String value, QParams parameters) {
    Map<String, QParams> all = new LinkedHashMap<>(values);
    all.put(value, parameters);
    return new FixedParameters(all, weights);
  }
}
