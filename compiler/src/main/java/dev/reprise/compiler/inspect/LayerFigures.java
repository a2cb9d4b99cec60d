package dev.reprise.compiler.inspect;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.split.Splits;

/**
 * One node of the canonical graph.
 *
 * @param name of the node
 * @param operator as ONNX spells it; Linear for Gemm and MatMul
 * @param shape of the output
 * @param macs multiply-accumulates of one sample's forward pass; only layers with weights have any; taps in padding count
 * @param weights elements, without biases
 * @param biases elements
 */
public record LayerFigures(String name, String operator, Shape shape, long macs, long weights, long biases) {

  static LayerFigures of(Graph graph, Node node) {
    Shape out = graph.shape(node.output());
    if (!Splits.isWeighted(node)) {
      return new LayerFigures(node.name(), node.op().kind(), out, 0, 0, 0);
    }
    Shape weights = graph.shape(node.input(1));
    long perOutput = weights.product(1, weights.rank());
    long biases = node.hasInput(2) ? graph.shape(node.input(2)).elements() : 0;
    return new LayerFigures(node.name(), node.op().kind(), out, out.elements() * perOutput, weights.elements(), biases);
  }
}
