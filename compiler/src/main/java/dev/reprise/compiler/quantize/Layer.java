package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Node;
import java.util.List;

/**
 * Nodes of the float graph that become one integer operation: an operator with the clamps fused into it, or a chain of pointwise functions.
 *
 * @param nodes in order; each but the first reads only its predecessor's output (and constants)
 * @param kind how quantization parameters pass through
 * @param low lower bound of the fused clamp in real values, or minus infinity
 * @param high upper bound, or infinity
 */
record Layer(List<Node> nodes, Kind kind, double low, double high) {
  /** How quantization parameters pass from inputs to output. */
  enum Kind {
    /** Output parameters are free. */
    REQUANTIZING,
    /** A function of one code: output parameters are free, the operation is a table. */
    POINTWISE,
    /** Moves codes of one input: parameters are the input's. */
    MOVING,
    /** Joins values, or a value and a constant: all have the output's parameters. */
    JOINING
  }

  Layer {
    nodes = List.copyOf(nodes);
  }

  Node node() {
    return nodes.get(0);
  }

  /** For diagnostics. */
  String place() {
    return "node '" + node().name() + "' (" + node().op().kind() + ")";
  }

  String output() {
    return nodes.get(nodes.size() - 1).output();
  }

  /** Lowest code of the fused clamp. */
  int lowCode(QParams output) {
    return output.code(low);
  }

  int highCode(QParams output) {
    return output.code(high);
  }
}
