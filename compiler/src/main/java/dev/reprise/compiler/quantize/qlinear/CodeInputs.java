package dev.reprise.compiler.quantize.qlinear;

import dev.reprise.compiler.onnx.OnnxModel;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.quantize.QParams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who tells the parameters of graph inputs that are codes: a later operator, found by going backwards through those that move codes. */
final class CodeInputs {
  private final Map<String, OnnxNode> tellers = new HashMap<>();

  CodeInputs(OnnxModel model) {
    for (int k = model.nodes().size() - 1; k >= 0; k--) {
      OnnxNode node = model.nodes().get(k);
      int first = QuantizedRewrites.firstOperand(node);
      if (first >= 0) {
        tellers.put(node.input(first), node);
      } else if (node.hasInput(0) && QuantizedRewrites.keepsCodes(node) && tellers.containsKey(node.output())) {
        List<String> movers = node.type().equals("Concat") ? node.inputs() : node.inputs().subList(0, 1);
        movers.forEach(i -> tellers.putIfAbsent(i, tellers.get(node.output())));
      }
    }
  }

  /** The parameters of a graph input's codes, or null where no quantized operator reads them. */
  QParams parameters(String input, FloatRewrite constants) {
    OnnxNode node = tellers.get(input);
    return node == null ? null : Parameters.activation(node, constants, QuantizedRewrites.firstOperand(node) + 1, input);
  }
}
