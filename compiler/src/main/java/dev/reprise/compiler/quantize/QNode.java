package dev.reprise.compiler.quantize;

import dev.reprise.compiler.quantize.op.QOp;
import java.util.List;

/** One integer operation of the frozen stage. {@code source} is the float graph's node it came from (for reports). */
public record QNode(String name, QOp op, List<String> inputs, String output, String source) {
  public QNode {
    inputs = List.copyOf(inputs);
  }
}
