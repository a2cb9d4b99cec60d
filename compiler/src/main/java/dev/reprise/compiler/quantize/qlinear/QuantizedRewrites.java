package dev.reprise.compiler.quantize.qlinear;

import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.quantize.QuantizationError;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Which rewrite an operator of a quantized model takes. */
final class QuantizedRewrites {
  /** Rewrites one node into the float model. */
  interface Rewrite {
    void rewrite(OnnxNode node, FloatRewrite to);
  }

  /** Operators that move codes, or read only their shape. */
  private static final Set<String> MOVING = Set.of("MaxPool", "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Transpose", "Identity", "Concat", "Shape");

  private static final Map<String, Rewrite> REWRITES = new HashMap<>();

  static {
    REWRITES.put("QuantizeLinear", QdqRewrites::quantize);
    REWRITES.put("DequantizeLinear", QdqRewrites::dequantize);
    REWRITES.put("QLinearConv", QLinearRewrites::conv);
    REWRITES.put("QLinearMatMul", QLinearRewrites::matMul);
    REWRITES.put("QGemm", QLinearRewrites::gemm);
    REWRITES.put("QLinearAdd", (n, to) -> QLinearRewrites.binary(n, to, "Add"));
    REWRITES.put("QLinearMul", (n, to) -> QLinearRewrites.binary(n, to, "Mul"));
    REWRITES.put("QLinearConcat", QLinearRewrites::concat);
    REWRITES.put("QLinearAveragePool", (n, to) -> QLinearRewrites.unary(n, to, "AveragePool"));
    REWRITES.put("QLinearGlobalAveragePool", (n, to) -> QLinearRewrites.unary(n, to, "GlobalAveragePool"));
    REWRITES.put("QLinearReduceMean", QLinearRewrites::reduceMean);
    REWRITES.put("QLinearSigmoid", (n, to) -> QLinearRewrites.unary(n, to, "Sigmoid"));
    REWRITES.put("QLinearLeakyRelu", (n, to) -> QLinearRewrites.unary(n, to, "LeakyRelu"));
    for (String type : new String[] {"ConvInteger", "MatMulInteger", "DynamicQuantizeLinear", "QLinearWhere", "QLinearSoftmax"}) {
      REWRITES.put(type, QuantizedRewrites::refuse);
    }
  }

  private QuantizedRewrites() {}

  /** Which input of a quantized operator is its first operand in codes, its scale and zero point following; -1 for other operators. */
  static int firstOperand(OnnxNode node) {
    boolean takesCodes = node.type().startsWith("QLinear") || node.type().equals("QGemm") || node.type().equals("DequantizeLinear");
    return takesCodes ? (node.type().equals("QLinearConcat") ? 2 : 0) : -1;
  }

  /** Whether the operator's output has its first input's codes, moved or bounded. */
  static boolean keepsCodes(OnnxNode node) {
    return (MOVING.contains(node.type()) && !node.type().equals("Shape")) || node.type().equals("Clip") || node.type().equals("Pad");
  }

  static Rewrite of(OnnxNode node) {
    return REWRITES.getOrDefault(node.type(), QuantizedRewrites::copy);
  }

  private static void refuse(OnnxNode node, FloatRewrite to) {
    throw node.fail(QuantizationError.QUANTIZED_OPERATOR, node.type());
  }

  /** An operator of the float model; on codes only where it merely moves or bounds them. */
  private static void copy(OnnxNode node, FloatRewrite to) {
    if (node.type().equals("Identity") && to.constant(node.input(0)) != null) {
      to.define(node.output(), to.constant(node.input(0)));
    }
    boolean onCodes = node.inputs().stream().anyMatch(i -> to.codesOf(i) != null);
    if (!onCodes) {
      to.add(node, node.type(), node.inputs().stream().map(to::real).toList());
    } else if (node.type().equals("Clip") || node.type().equals("Pad")) {
      QdqRewrites.withCodeOperands(node, to);
    } else if (MOVING.contains(node.type())) {
      QdqRewrites.move(node, to);
    } else {
      throw node.fail(QuantizationError.QUANTIZED_OPERATOR, node.type() + " on 8-bit codes");
    }
  }
}
