package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.LayoutSearch;
import dev.reprise.compiler.kernel.Machine;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Chooses a kernel and layouts for every node of the frozen stage and emits their calls, in node order. */
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

  /** Takes a way for every step; {@link LayoutSearch#choose} is the one that compiles. */
  @FunctionalInterface
  public interface Choice {
    int[] choose(List<LayoutSearch.Value> values, String input, List<LayoutSearch.Step> steps, String output);
  }

  /** Lowers {@code graph} with the kernels and layouts that are estimated to take the fewest cycles. */
  public static FrozenProgram schedule(QGraph graph, BufferNames names, Machine machine) {
    return schedule(graph, names, machine, LayoutSearch::choose);
  }

  /** Lowers {@code graph} in the ways that {@code choice} takes: any give the same codes. */
  public static FrozenProgram schedule(QGraph graph, BufferNames names, Machine machine, Choice choice) {
    FrozenStage stage = new FrozenStage(graph, machine);
    List<List<FrozenWay>> ways = graph.nodes().stream().map(n -> ways(n, stage)).toList();
    int[] chosen = choose(stage, ways, choice);
    FrozenTape tape = new FrozenTape(stage, names);
    for (int i = 0; i < chosen.length; i++) {
      tape.lower(graph.nodes().get(i), ways.get(i).get(chosen[i]));
    }
    return tape.finish();
  }

  private static int[] choose(FrozenStage stage, List<List<FrozenWay>> ways, Choice choice) {
    QGraph graph = stage.graph();
    List<LayoutSearch.Value> values =
        graph.tensors().values().stream()
            .map(t -> new LayoutSearch.Value(t.name(), stage.indifferent(t.name()), stage.moves().transpose(t.shape())))
            .toList();
    List<LayoutSearch.Step> steps = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      QNode node = graph.nodes().get(i);
      steps.add(new LayoutSearch.Step(node.inputs(), node.output(), ways.get(i).stream().map(FrozenWay::way).toList()));
    }
    return choice.choose(values, graph.input(), steps, graph.output());
  }

  @SuppressWarnings("unchecked") // the table maps each class to a lowering of that class
  private static List<FrozenWay> ways(QNode node, FrozenStage stage) {
    return ((FrozenLowering<QOp>) TABLE.get(node.op().getClass())).ways(node.op(), node, stage);
  }
}
