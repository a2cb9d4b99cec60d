package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.BatchNormalization;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.Gemm;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MatMul;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import java.util.HashMap;
import java.util.Map;

/** Finds the meaning of an operator. */
public final class OperatorTable {
  private static final Map<Class<? extends Op>, OperatorGolden<?>> TABLE = new HashMap<>();

  static {
    put(Add.class, new AddGolden());
    put(AveragePool.class, new AveragePoolGolden());
    put(BatchNormalization.class, new BatchNormalizationGolden());
    put(Clip.class, new ClipGolden());
    put(Concat.class, new ConcatGolden());
    put(Conv.class, new ConvGolden());
    put(Div.class, new DivGolden());
    put(Gemm.class, new GemmGolden());
    put(GlobalAveragePool.class, new GlobalAveragePoolGolden());
    put(HardSigmoid.class, new HardSigmoidGolden());
    put(HardSwish.class, new HardSwishGolden());
    put(Identity.class, new IdentityGolden());
    put(LeakyRelu.class, new LeakyReluGolden());
    put(Linear.class, new LinearGolden());
    put(LogSoftmax.class, new LogSoftmaxGolden());
    put(MatMul.class, new MatMulGolden());
    put(MaxPool.class, new MaxPoolGolden());
    put(Mul.class, new MulGolden());
    put(Pad.class, new PadGolden());
    put(ReduceMean.class, new ReduceMeanGolden());
    put(Relu.class, new ReluGolden());
    put(Reshape.class, new ReshapeGolden());
    put(Sigmoid.class, new SigmoidGolden());
    put(Softmax.class, new SoftmaxGolden());
    put(Sub.class, new SubGolden());
    put(Tanh.class, new TanhGolden());
    put(Transpose.class, new TransposeGolden());
  }

  private OperatorTable() {}

  private static <O extends Op> void put(Class<O> op, OperatorGolden<O> golden) {
    TABLE.put(op, golden);
  }

  /** The meaning of {@code op}'s kind; to be called with {@code op} itself. */
  @SuppressWarnings("unchecked") // put() pairs each record with an implementation for it
  public static <O extends Op> OperatorGolden<O> of(O op) {
    return (OperatorGolden<O>) TABLE.get(op.getClass());
  }
}
