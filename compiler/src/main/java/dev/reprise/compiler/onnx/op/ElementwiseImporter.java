package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Operators that the IR has under the same inputs: it remains to read their scalar attributes.
 *
 * @param inputs how many; all are required
 */
record ElementwiseImporter(int inputs, Function<OnnxNode, Op> op) implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(inputs, inputs);
    state.emit(node, op.apply(node), IntStream.range(0, inputs).mapToObj(i -> state.floatInput(node, i)).toArray(String[]::new));
  }
}
