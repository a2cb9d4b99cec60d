package dev.reprise.compiler.quantize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The quantized frozen stage.
 *
 * @param graph the integers
 * @param floatValues the integer tensor of each value of the float graph that has one (values inside a fused layer have none), in node order,
 *     the input first
 * @param sources for each of these values the names of the float graph's nodes that its layer was made from; none for the input
 */
public record QuantizedStage(QGraph graph, Map<String, String> floatValues, Map<String, List<String>> sources) {
  public QuantizedStage {
    floatValues = Collections.unmodifiableMap(new LinkedHashMap<>(floatValues));
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }
}
