package dev.reprise.compiler.quantize.qlinear;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.quantize.FixedParameters;

/**
 * A quantized ONNX model as the rest of the compiler takes it.
 *
 * @param graph the float model that it stands for, its weights dequantized: what is canonicalised, split and (the adaptive stage) trained
 * @param fixed its scales, zero points and integer weights, which the frozen stage keeps
 */
public record QuantizedModel(Graph graph, FixedParameters fixed) {}
