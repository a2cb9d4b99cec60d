/** Evaluation of the shape arithmetic that exporters leave in models, on constants and static shapes. */
package dev.reprise.compiler.onnx.fold;
