package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.onnx.Axes;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.function.IntFunction;

/**
 * Softmax and LogSoftmax. Before opset 13 the axis split the data into a matrix whose rows were normalised; since then it names the axis.
 *
 * @param op the operator over one axis
 */
record SoftmaxImporter(IntFunction<Op> op) implements OperatorImporter {
  private static final int AXIS_IS_ONE_AXIS = 13;

  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 1);
    String x = state.floatInput(node, 0);
    Shape shape = state.shape(node, x);
    boolean matrix = node.opset() < AXIS_IS_ONE_AXIS;
    int axis = Axes.normalize(node, node.integer("axis", matrix ? 1 : -1), shape.rank());
    if (!matrix || axis == shape.rank() - 1) {
      state.emit(node, op.apply(axis), x);
      return;
    }
    Shape rows = Shape.of(shape.product(0, axis), shape.product(axis, shape.rank()));
    String flat = state.emitStep(node, "rows", new Reshape(rows), x);
    String normal = state.emitStep(node, "normal", op.apply(1), flat);
    state.emit(node, new Reshape(shape), normal);
  }
}
