package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.Map;

/** The table of operator lowerings: every operator of the canonical form. */
final class Lowerings {
  private static final Map<Class<? extends Op>, OpLowering<? extends Op>> TABLE =
      Map.ofEntries(
          Map.entry(Add.class, new AddLowering()),
          Map.entry(AveragePool.class, new AveragePoolLowering()),
          Map.entry(Clip.class, new ClipLowering()),
          Map.entry(Concat.class, new ConcatLowering()),
          Map.entry(Conv.class, new ConvLowering()),
          Map.entry(Div.class, new DivLowering()),
          Map.entry(HardSigmoid.class, new HardSigmoidLowering()),
          Map.entry(HardSwish.class, new HardSwishLowering()),
          Map.entry(LeakyRelu.class, new LeakyReluLowering()),
          Map.entry(Linear.class, new LinearLowering()),
          Map.entry(LogSoftmax.class, new LogSoftmaxLowering()),
          Map.entry(MaxPool.class, new MaxPoolLowering()),
          Map.entry(Mul.class, new MulLowering()),
          Map.entry(Pad.class, new PadLowering()),
          Map.entry(Relu.class, new ReluLowering()),
          Map.entry(Reshape.class, new ReshapeLowering()),
          Map.entry(Sigmoid.class, new SigmoidLowering()),
          Map.entry(Softmax.class, new SoftmaxLowering()),
          Map.entry(Sub.class, new SubLowering()),
          Map.entry(Tanh.class, new TanhLowering()),
          Map.entry(Transpose.class, new TransposeLowering()));

  private Lowerings() {}

  /** @throws RepriseException RP1301 where the adaptive stage cannot hold the operator */
  @SuppressWarnings("unchecked") // the table maps each class to a lowering of that class
  static OpLowering<Op> of(Node node) {
    OpLowering<? extends Op> lowering = TABLE.get(node.op().getClass());
    if (lowering == null) {
      throw RepriseException.of(DifferentiateError.NO_LOWERING, "node '" + node.name() + "'", node.op().kind());
    }
    return (OpLowering<Op>) lowering;
  }
}
