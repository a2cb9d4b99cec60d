/** The integer graph in ONNX's quantized operators: export for cross-checks, and import of quantized models. */
package dev.reprise.compiler.quantize.qlinear;
