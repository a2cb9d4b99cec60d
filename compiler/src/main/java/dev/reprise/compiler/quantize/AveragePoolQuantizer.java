package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.quantize.op.QAveragePool;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** AveragePool and GlobalAveragePool, N6.3. */
final class AveragePoolQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Node node = layer.node();
    String x = node.input(0);
    Shape shape = stage.planeShape(x);
    QAveragePool op;
    if (node.op() instanceof AveragePool pool) {
      op = pool(layer, stage, Planes.window(node, pool.window()), pool.countIncludePad(), shape, stage.parameters(x));
    } else if (shape.rank() == 4) {
      op = pool(layer, stage, whole(shape.dim(2), shape.dim(3)), false, shape, stage.parameters(x));
    } else {
      throw RepriseException.of(
          QuantizationError.OPERATOR, "node '" + node.name() + "'", node.op().kind(), " for an input of rank " + shape.rank());
    }
    stage.finishPlane(layer, op, List.of(stage.plane(x)), stage.parameters(layer.output()));
  }

  /** A window that covers {@code height} by {@code width}. */
  static Window whole(int height, int width) {
    return new Window(List.of(height, width), List.of(1, 1), List.of(1, 1), List.of(0, 0), List.of(0, 0), false);
  }

  static QAveragePool pool(Layer layer, StageBuilder stage, Window window, boolean padded, Shape input, QParams in) {
    QParams out = stage.parameters(layer.output());
    SortedMap<Integer, Requant> requant = new TreeMap<>();
    for (int count : Planes.tapCounts(layer.node(), window, input, padded)) {
      double multiplier = (double) in.scale() / ((double) out.scale() * count);
      // valid taps are at most the count, so this bounds the sum
      long bound = (long) count * in.magnitude();
      requant.put(count, Multipliers.proved(layer, multiplier, bound));
    }
    return new QAveragePool(window, padded, requant, layer.lowCode(out), layer.highCode(out));
  }
}
