package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.onnx.ImportState;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** GlobalMaxPool: a MaxPool whose window is the whole plane. */
final class GlobalMaxPoolImporter implements OperatorImporter {
  @Override
  public void add(OnnxNode node, ImportState state) {
    node.requireInputs(1, 1);
    String x = state.floatInput(node, 0);
    Shape shape = state.shape(node, x);
    int spatial = shape.rank() - 2;
    if (spatial != 1 && spatial != 2) {
      throw node.fail(OnnxError.UNSUPPORTED, "windows are supported over one or two spatial axes, not over data of shape " + shape);
    }
    List<Integer> kernel = IntStream.range(0, spatial).map(i -> shape.dim(i + 2)).boxed().toList();
    List<Integer> ones = Collections.nCopies(spatial, 1);
    List<Integer> zeros = Collections.nCopies(spatial, 0);
    state.emit(node, new MaxPool(new Window(kernel, ones, ones, zeros, zeros, false)), x);
  }
}
