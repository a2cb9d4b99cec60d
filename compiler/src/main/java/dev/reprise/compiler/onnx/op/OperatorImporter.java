package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;

/** Turns nodes of one ONNX operator into nodes of the IR. */
public interface OperatorImporter {
  /**
   * Adds the IR nodes that make the node's first output.
   *
   * @throws dev.reprise.compiler.diag.RepriseException where the node is malformed or asks for what the IR cannot express
   */
  void add(OnnxNode node, ImportState state);
}
