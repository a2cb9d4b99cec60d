package dev.reprise.compiler.quantize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frozen stage in integers: one input (the sample's codes), one output (the 8-bit latent), nodes in topological order. With no nodes input
 * and output are the same value (split at the model's input).
 */
public record QGraph(String input, String output, List<QNode> nodes, Map<String, QTensor> tensors) {
  public QGraph {
    nodes = List.copyOf(nodes);
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  public QTensor tensor(String name) {
    return tensors.get(name);
  }
}
