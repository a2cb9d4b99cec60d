package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Gemm;
import dev.reprise.compiler.ir.op.Linear;
import java.util.ArrayList;
import java.util.List;

/**
 * Gemm with constant B and C becomes Linear: B's layout and alpha go into the weights, beta into the bias, in double and rounded once
 * (exact for 1). A transposed A becomes a Transpose.
 */
final class GemmToLinear extends LocalPass {
  GemmToLinear() {
    super("gemm-to-linear");
  }

  @Override
  boolean rewrite(GraphEditor graph, Node node) {
    if (!(node.op() instanceof Gemm gemm) || !graph.isFloatConstant(node.input(1))) {
      return false;
    }
    int features = graph.shape(node.output()).dim(1);
    if (node.hasInput(2) && !(graph.isFloatConstant(node.input(2)) && isRow(graph.shape(node.input(2)), features))) {
      return false;
    }
    List<String> inputs = new ArrayList<>();
    String a = gemm.transA() ? graph.transposeBefore(node, node.input(0), List.of(1, 0)) : node.input(0);
    inputs.add(a);
    Tensor b = graph.constant(node.input(1));
    Tensor weights = Matrices.scaled(gemm.transB() ? b : Matrices.transposed(b), gemm.alpha());
    inputs.add(weights == b ? node.input(1) : graph.replaceConstant(node, node.input(1), weights));
    if (node.hasInput(2) && gemm.beta() != 0) {
      Tensor c = graph.constant(node.input(2));
      Tensor bias = Matrices.scaled(Matrices.row(c, features), gemm.beta());
      inputs.add(bias == c ? node.input(2) : graph.replaceConstant(node, node.input(2), bias));
    }
    graph.replace(node, new Node(node.name(), new Linear(), inputs, node.outputs()));
    return true;
  }

  /** Whether C is the same for every row: a scalar, [M], [1] or [1, M]. */
  private static boolean isRow(Shape c, int features) {
    boolean oneRow = c.rank() < 2 || c.dim(0) == 1;
    return oneRow && (c.elements() == 1 || c.dim(-1) == features);
  }
}
