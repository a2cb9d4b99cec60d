package dev.reprise.compiler.quantize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The quantized frozen stage.
 *
 * @param graph the integers
 * @param floatValues the integer tensor of each value of the float graph that has one (values inside a fused layer have none)
 */
public record QuantizedStage(QGraph graph, Map<String, String> floatValues) {
  public QuantizedStage {
    floatValues = Collections.unmodifiableMap(new LinkedHashMap<>(floatValues));
  }
}
