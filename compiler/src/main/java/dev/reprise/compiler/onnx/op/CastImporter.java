package dev.reprise.compiler.onnx.op;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.TensorReader;

/** Cast of data, which is float32 throughout: to float32 it passes its input on. */
final class CastImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 1);
    node.ignore("saturate"); // concerns 8-bit floats only
    String x = state.floatInput(node, 0);
    long to = node.integer("to", 0);
    if (to != TensorProto.DataType.FLOAT_VALUE) {
      String name = to == (int) to ? TensorReader.typeName((int) to) : Long.toString(to);
      throw node.fail(OnnxError.ATTRIBUTE, "to", "names " + name + ", but data stays float32");
    }
    state.emit(node, new Identity(), x);
  }
}
