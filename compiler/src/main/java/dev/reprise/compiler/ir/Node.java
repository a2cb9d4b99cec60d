package dev.reprise.compiler.ir;

import dev.reprise.compiler.ir.op.Op;
import java.util.List;

/**
 * One operation. Values are named; an input is a graph input, a constant or another node's output; {@code ""} is an absent optional input.
 *
 * @param name unique in the graph, used in every report and diagnostic
 */
public record Node(String name, Op op, List<String> inputs, List<String> outputs) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  public Node(String name, Op op, List<String> inputs, String output) {
    this(name, op, inputs, List.of(output));
  }

  /** Input {@code i}, or {@code ""} where it is absent. */
  public String input(int i) {
    return i < inputs.size() ? inputs.get(i) : "";
  }

  public boolean hasInput(int i) {
    return !input(i).isEmpty();
  }

  /** The first output. */
  public String output() {
    return outputs.get(0);
  }
}
