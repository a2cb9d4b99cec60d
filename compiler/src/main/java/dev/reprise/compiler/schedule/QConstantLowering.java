package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QConstant;
import java.util.List;

/** Constant codes: in flash, in the layout of their readers; no call. */
final class QConstantLowering implements FrozenLowering<QConstant> {
  @Override
  public List<FrozenWay> ways(QConstant op, QNode node, FrozenStage stage) {
    return stage.layouts().stream()
        .map(
            layout ->
                new FrozenWay(new Way(null, List.of(), layout, 0), tape -> tape.constant(node, arranged(op.codes(), stage.out(node), layout))))
        .toList();
  }

  /** The codes in the order of {@code layout}. */
  private static byte[] arranged(byte[] codes, Shape shape, Layout layout) {
    if (layout == Layout.CHW || Layout.indifferent(shape)) {
      return codes;
    }
    int channels = shape.dim(1);
    int pixels = codes.length / channels;
    byte[] result = new byte[codes.length];
    for (int i = 0; i < codes.length; i++) {
      result[i % pixels * channels + i / pixels] = codes[i];
    }
    return result;
  }
}
