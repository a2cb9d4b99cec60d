package dev.reprise.compiler.onnx;

import java.util.Set;

/** The operators that make a model a quantized one. */
public final class QuantizedOperators {
  private static final Set<String> NAMES =
      Set.of(
          "QuantizeLinear",
          "DequantizeLinear",
          "DynamicQuantizeLinear",
          "QLinearConv",
          "QLinearMatMul",
          "ConvInteger",
          "MatMulInteger",
          "QLinearAdd",
          "QLinearMul",
          "QLinearConcat",
          "QLinearAveragePool",
          "QLinearGlobalAveragePool",
          "QLinearSigmoid",
          "QLinearLeakyRelu",
          "QLinearSoftmax",
          "QLinearWhere",
          "QLinearReduceMean",
          "QGemm");

  private QuantizedOperators() {}

  /** Whether the node's operator computes with quantized values, be it ONNX's own or ONNX Runtime's. */
  public static boolean contains(OnnxNode node) {
    return (node.domain().isEmpty() || node.domain().equals("com.microsoft")) && NAMES.contains(node.type());
  }

  /** Whether any node of the model does. */
  public static boolean anyIn(OnnxModel model) {
    return model.nodes().stream().anyMatch(QuantizedOperators::contains);
  }
}
