package dev.reprise.compiler.onnx.fold;

import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.HalfFloats;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.TensorReader;
import java.util.List;

/** Cast to the IR's types, and to float16 as rounding. */
final class CastEvaluator implements Evaluator {
  @Override
  public Tensor evaluate(OnnxNode node, List<Tensor> in, ImportState state) {
    node.requireInputs(1, 1);
    node.ignore("saturate"); // concerns 8-bit floats only
    int to = (int) Math.max(0, Math.min(Integer.MAX_VALUE, node.integer("to", 0)));
    boolean half = to == TensorProto.DataType.FLOAT16_VALUE;
    DType type = half ? DType.F32 : TensorReader.exactType(to);
    if (type == null) {
      throw node.fail(OnnxError.ATTRIBUTE, "to", "names " + TensorReader.typeName(to) + ", which is not supported");
    }
    Tensor x = in.get(0);
    Tensor out = Elements.make(node, state, type, x.shape());
    for (int i = 0; i < x.shape().elements(); i++) {
      if (half) {
        Elements.set(out, i, HalfFloats.roundToHalf((float) Elements.real(x, i)));
      } else if (Elements.isReal(x.type())) {
        Elements.set(out, i, Elements.real(x, i));
      } else {
        Elements.set(out, i, Elements.integer(x, i));
      }
    }
    return out;
  }
}
