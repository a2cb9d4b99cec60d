package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.SliceBounds;
import java.util.ArrayList;
import java.util.List;

/** Slice of data with step 1: a Pad whose pads are negative. */
final class SliceImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 5);
    String x = state.floatInput(node, 0);
    Shape shape = state.shape(node, x);
    SliceBounds bounds = SliceBounds.of(node, state, shape);
    List<Integer> begin = new ArrayList<>();
    List<Integer> end = new ArrayList<>();
    for (int a = 0; a < shape.rank(); a++) {
      if (bounds.step()[a] != 1 || bounds.count()[a] == 0) {
        throw node.fail(OnnxError.UNSUPPORTED, "slices of data are supported with step 1 and with something left, not on axis " + a);
      }
      begin.add(-bounds.start()[a]);
      end.add(bounds.start()[a] + bounds.count()[a] - shape.dim(a));
    }
    state.emit(node, new Pad(begin, end, 0), x);
  }
}
