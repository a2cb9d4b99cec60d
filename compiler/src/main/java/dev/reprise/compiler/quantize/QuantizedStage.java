package dev.reprise.compiler.quantize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The quantized frozen stage. Tensors of the integer graph that stand for a value of the float graph have its name.
 *
 * @param graph the integers
 * @param sources for each value of the float graph that has codes, the names of the nodes that its layer was made from: none for the input,
 *     which comes first, then in node order; values inside a fused layer have no codes
 */
public record QuantizedStage(QGraph graph, Map<String, List<String>> sources) {
  public QuantizedStage {
    sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
  }
}
