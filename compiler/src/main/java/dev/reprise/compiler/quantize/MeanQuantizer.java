package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.quantize.op.QAveragePool;
import dev.reprise.compiler.quantize.op.QReshape;
import dev.reprise.compiler.quantize.op.QTranspose;
import java.util.List;
import java.util.stream.IntStream;

/** ReduceMean over any axes, N6.3: the reduced axes are moved last, and each row of [1, rows, 1, n] is pooled. */
final class MeanQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Node node = layer.node();
    List<Integer> axes = ((ReduceMean) node.op()).axes();
    String x = node.input(0);
    QParams in = stage.parameters(x);
    Shape shape = stage.graph().shape(x);
    List<Integer> perm =
        IntStream.concat(
                IntStream.range(0, shape.rank()).filter(i -> !axes.contains(i)), IntStream.range(0, shape.rank()).filter(axes::contains))
            .boxed()
            .toList();
    String value = stage.natural(x);
    String name = layer.output();
    if (!perm.equals(IntStream.range(0, shape.rank()).boxed().toList())) {
      Shape moved = Shape.of(perm.stream().mapToInt(shape::dim).toArray());
      value = stage.intermediate(name + ":moved", new QTranspose(perm), List.of(value), moved, in, layer);
    }
    int count = axes.stream().mapToInt(shape::dim).reduce(1, (a, b) -> a * b);
    int rows = shape.elements() / Math.max(1, count);
    Shape matrix = Shape.of(1, rows, 1, count);
    value = stage.intermediate(name + ":rows", new QReshape(), List.of(value), matrix, in, layer);
    QAveragePool pool = AveragePoolQuantizer.pool(layer, stage, AveragePoolQuantizer.whole(1, count), false, matrix, in);
    QParams out = stage.parameters(layer.output());
    value = stage.intermediate(name + ":mean", pool, List.of(value), Shape.of(1, rows, 1, 1), out, layer);
    stage.finish(layer, new QReshape(), List.of(value), out);
  }
}
