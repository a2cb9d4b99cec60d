package dev.reprise.compiler.schedule;

import dev.reprise.compiler.program.BufferNames;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.op.QAdd;
import dev.reprise.compiler.quantize.op.QAveragePool;
import dev.reprise.compiler.quantize.op.QConcat;
import dev.reprise.compiler.quantize.op.QConstant;
import dev.reprise.compiler.quantize.op.QConv;
import dev.reprise.compiler.quantize.op.QLinear;
import dev.reprise.compiler.quantize.op.QMaxPool;
import dev.reprise.compiler.quantize.op.QMul;
import dev.reprise.compiler.quantize.op.QOp;
import dev.reprise.compiler.quantize.op.QPad;
import dev.reprise.compiler.quantize.op.QReshape;
import dev.reprise.compiler.quantize.op.QTable;
import dev.reprise.compiler.quantize.op.QTranspose;
import dev.reprise.compiler.target.Extension;
import java.util.Map;
import java.util.Set;

/** Lowers the frozen stage to kernel calls, in node order. */
public final class FrozenScheduler {
  private static final Map<Class<? extends QOp>, FrozenLowering<? extends QOp>> TABLE =
      Map.ofEntries(
          Map.entry(QAdd.class, new QAddLowering()),
          Map.entry(QAveragePool.class, new QAveragePoolLowering()),
          Map.entry(QConcat.class, new QConcatLowering()),
          Map.entry(QConstant.class, new QConstantLowering()),
          Map.entry(QConv.class, new QConvLowering()),
          Map.entry(QLinear.class, new QLinearLowering()),
          Map.entry(QMaxPool.class, new QMaxPoolLowering()),
          Map.entry(QMul.class, new QMulLowering()),
          Map.entry(QPad.class, new QPadLowering()),
          Map.entry(QReshape.class, new QReshapeLowering()),
          Map.entry(QTable.class, new QTableLowering()),
          Map.entry(QTranspose.class, new QTransposeLowering()));

  private FrozenScheduler() {}

  public static FrozenProgram schedule(QGraph graph, BufferNames names, Set<Extension> extensions) {
    FrozenTape tape = new FrozenTape(graph, names, extensions);
    for (QNode node : graph.nodes()) {
      lower(node, tape);
    }
    return tape.finish();
  }

  @SuppressWarnings("unchecked") // the table maps each class to a lowering of that class
  private static void lower(QNode node, FrozenTape tape) {
    ((FrozenLowering<QOp>) TABLE.get(node.op().getClass())).lower(node.op(), node, tape);
  }
}
