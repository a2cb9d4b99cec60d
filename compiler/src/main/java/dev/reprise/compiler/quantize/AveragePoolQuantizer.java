package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.quantize.op.QAveragePool;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** AveragePool, N6.3. */
final class AveragePoolQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    AveragePool pool = (AveragePool) layer.node().op();
    String x = layer.node().input(0);
    Shape shape = stage.graph().shape(x);
    QParams in = stage.parameters(x);
    QParams out = stage.parameters(layer.output());
    SortedMap<Integer, Requant> requant = new TreeMap<>();
    for (int count : TapCounts.of(layer, pool.window(), shape, pool.countIncludePad())) {
      double multiplier = (double) in.scale() / ((double) out.scale() * count);
      // valid taps are at most the count, so this bounds the sum
      long bound = (long) count * in.magnitude();
      requant.put(count, Multipliers.proved(layer, multiplier, bound));
    }
    QAveragePool op = new QAveragePool(pool.window(), pool.countIncludePad(), requant, layer.lowCode(out), layer.highCode(out));
    stage.finish(layer, op, List.of(x), out);
  }
}
