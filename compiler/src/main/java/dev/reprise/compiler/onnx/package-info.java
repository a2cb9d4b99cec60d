/** ONNX files to {@link dev.reprise.compiler.ir.Graph} and back. */
package dev.reprise.compiler.onnx;
