package dev.reprise.compiler.quantize.qlinear;

import dev.reprise.compiler.onnx.OnnxModel;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.quantize.QParams;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The parameters of graph inputs that are codes, which only later operators tell: found by going backwards through those that move codes. */
final class CodeInputs {
  private CodeInputs() {}

  /** Parameters by value, for the values before the first quantized operator; complete for the graph's inputs. */
  static Map<String, QParams> of(OnnxModel model, FloatRewrite constants) {
    Map<String, QParams> known = new HashMap<>();
    for (int k = model.nodes().size() - 1; k >= 0; k--) {
      OnnxNode node = model.nodes().get(k);
      int first = QuantizedRewrites.firstOperand(node);
      if (first >= 0 && constants.constant(node.input(first)) == null) {
        known.put(node.input(first), Parameters.activation(node, constants, first + 1, node.input(first)));
      } else if (QuantizedRewrites.keepsCodes(node) && known.containsKey(node.output())) {
        List<String> movers = node.type().equals("Concat") ? node.inputs() : node.inputs().subList(0, 1);
        movers.forEach(i -> known.putIfAbsent(i, known.get(node.output())));
      }
    }
    return known;
  }
}
