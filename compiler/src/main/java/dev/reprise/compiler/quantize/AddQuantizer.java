package dev.reprise.compiler.quantize;

import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.quantize.op.QAdd;
import java.util.List;

/** Add and Sub, N6.4. */
final class AddQuantizer implements OperatorQuantizer {
  private static final int MAX_R = 22;
  private static final int MAX_MULTIPLIER = 1 << 21;

  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Operand a = Operand.expanded(layer, stage, 0);
    Operand b = Operand.expanded(layer, stage, 1);
    QParams out = stage.parameters(layer.output());
    int r = MAX_R;
    while (multiplier(a, out, r) > MAX_MULTIPLIER || multiplier(b, out, r) > MAX_MULTIPLIER) {
      r--;
      if (r == 0) {
        // one step of an operand is more than 2^20 output steps: a wider output, then a table
        r = MAX_R;
        out = new QParams(out.scale() * 0x1p20f, out.zeroPoint());
      }
    }
    int ma = (int) multiplier(a, out, r);
    int mb = (int) multiplier(b, out, r);
    QAdd op = new QAdd(ma, layer.node().op() instanceof Sub ? -mb : mb, r, layer.lowCode(out), layer.highCode(out));
    stage.finish(layer, op, List.of(a.tensor(), b.tensor()), out);
  }

  /** Nearest integer, halves away from zero (the ratio is positive). */
  private static double multiplier(Operand x, QParams out, int r) {
    return Math.floor(Math.scalb((double) x.parameters().scale() / out.scale(), r) + 0.5);
  }
}
