package dev.reprise.compiler.onnx;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.onnx.fold.Folding;
import dev.reprise.compiler.onnx.op.OperatorImporter;
import dev.reprise.compiler.onnx.op.OperatorRegistry;
import java.nio.file.Path;

/** ONNX model to float {@link Graph}: static shapes, shape arithmetic folded away, every node one of the IR's operators. */
public final class OnnxImporter {
  private OnnxImporter() {}

  /**
   * Reads a model file.
   *
   * @throws RepriseException (RP10xx) where the file is no model, or uses what is not supported
   */
  public static Graph read(Path path, ImportOptions options) {
    return read(OnnxModel.read(path), options);
  }

  /** As {@link #read(Path, ImportOptions)}, from a model whose structure was checked. */
  public static Graph read(OnnxModel model, ImportOptions options) {
    ImportState state = new ImportState(model, options);
    model.nodes().forEach(n -> add(n, state));
    return state.graph();
  }

  /**
   * Imports one node: folds it, or adds its IR nodes.
   *
   * @throws RepriseException where its operator or what it asks of it is not supported
   */
  public static void add(OnnxNode node, ImportState state) {
    if (QuantizedOperators.contains(node)) {
      throw node.fail(OnnxError.QUANTIZED);
    }
    if (node.hasSubgraph()) {
      throw node.fail(OnnxError.SUBGRAPH);
    }
    if (!node.domain().isEmpty()) {
      throw node.fail(OnnxError.UNKNOWN_OPERATOR);
    }
    for (int k = 1; k < node.outputs().size(); k++) {
      if (state.model().readValues().contains(node.outputs().get(k))) {
        throw node.fail(OnnxError.UNSUPPORTED, "output " + k + " ('" + node.outputs().get(k) + "') is used, but only the first is computed");
      }
    }
    if (!state.fold(node)) {
      OperatorImporter importer = OperatorRegistry.find(node.type());
      if (importer == null) {
        throw Folding.knows(node.type()) ? notFolded(node, state) : node.fail(OnnxError.UNKNOWN_OPERATOR);
      }
      importer.add(node, state);
    }
    node.refuseUnreadAttributes();
  }

  private static RepriseException notFolded(OnnxNode node, ImportState state) {
    for (int i = 0; i < node.inputs().size(); i++) {
      if (node.hasInput(i) && !state.isConstant(node.input(i))) {
        return node.fail(OnnxError.NOT_CONSTANT, i, node.input(i));
      }
    }
    return node.fail(OnnxError.UNKNOWN_OPERATOR);
  }
}
