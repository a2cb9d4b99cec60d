package dev.reprise.compiler.onnx.fold;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.List;

/** Computes the first output of a node of one operator family from constant inputs. */
interface Evaluator {
  /**
   * The output.
   *
   * @param in the node's inputs; null where an optional one is absent
   * @throws dev.reprise.compiler.diag.RepriseException where the node is malformed or makes too much
   */
  Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state);
}
