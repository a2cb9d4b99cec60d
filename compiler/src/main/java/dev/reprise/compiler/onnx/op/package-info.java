/** One importer per ONNX operator that becomes operators of the IR. */
package dev.reprise.compiler.onnx.op;
