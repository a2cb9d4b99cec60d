package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Broadcast;
import dev.reprise.compiler.quantize.op.QMul;
import java.util.Arrays;
import java.util.List;

/**
 * One operand of arithmetic on two tensors.
 *
 * @param tensor its name in the integer graph
 * @param parameters of its codes
 */
record Operand(String tensor, QParams parameters) {
  /** Input {@code i} of the layer; a constant gets codes over its own range. */
  static Operand of(Layer layer, StageBuilder stage, int i) {
    String v = layer.node().input(i);
    Graph graph = stage.graph();
    if (!graph.isConstant(v)) {
      return new Operand(v, stage.parameters(v));
    }
    return constant(layer, stage, i, graph.constant(v), stage.fixed().get(v));
  }

  /** The values {@code t} in the place of input {@code i}: with given parameters, or, where they are null, over their own range. */
  static Operand constant(Layer layer, StageBuilder stage, int i, Tensor t, QParams given) {
    QParams p = given == null ? QParams.of(Range.of(t.floats())) : given;
    return new Operand(stage.constant(layer, "operand" + i, t, p), p);
  }

  /** As {@link #of}, expanded to the shape of the layer's output. */
  static Operand expanded(Layer layer, StageBuilder stage, int i) {
    Graph graph = stage.graph();
    Node node = layer.node();
    String v = node.input(i);
    Shape shape = graph.shape(node.output());
    if (graph.shape(v).equals(shape)) {
      return of(layer, stage, i);
    }
    if (graph.isConstant(v)) {
      return constant(layer, stage, i, expand(graph.constant(v), shape), stage.fixed().get(v));
    }
    // a product with ones: codes 1 of scale 1 stand for them exactly
    QParams p = stage.parameters(v);
    float[] ones = new float[shape.elements()];
    Arrays.fill(ones, 1f);
    String one = stage.constant(layer, "ones" + i, Tensor.f32(shape, ones), new QParams(1f, 0));
    QMul copy = new QMul(RequantSolver.solve(1), 0, QParams.MAX_CODE);
    return new Operand(stage.intermediate(layer, "operand" + i, copy, List.of(v, one), shape, p), p);
  }

  private static Tensor expand(Tensor t, Shape shape) {
    int[] strides = Broadcast.strides(t.shape(), shape);
    float[] out = new float[shape.elements()];
    for (int i = 0; i < out.length; i++) {
      int rest = i;
      int from = 0;
      for (int axis = shape.rank() - 1; axis >= 0; axis--) {
        from += rest % shape.dim(axis) * strides[axis];
        rest /= shape.dim(axis);
      }
      out[i] = t.floats()[from];
    }
    return Tensor.f32(shape, out);
  }
}
