package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.kernel.CodeMoves;
import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.QTensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the lowerings of the frozen stage ask: the tensors, and the machine they lower for. */
record FrozenStage(QGraph graph, Machine machine) {
  QTensor tensor(String value) {
    return graph.tensor(value);
  }

  Shape shape(String value) {
    return graph.tensor(value).shape();
  }

  /** Shape of the first input. */
  Shape in(QNode node) {
    return shape(node.inputs().get(0));
  }

  Shape out(QNode node) {
    return shape(node.output());
  }

  CodeMoves moves() {
    return new CodeMoves(machine);
  }

  boolean indifferent(String value) {
    return Layout.indifferent(shape(value));
  }

  /** The layouts worth considering: without kernels that want channels last nothing but the model's own. */
  List<Layout> layouts() {
    return machine.channelsLast() ? List.of(Layout.values()) : List.of(Layout.CHW);
  }

  /** Zero points and clamp of an accumulating kernel. */
  Map<String, Integer> output(QNode node, int low, int high) {
    Map<String, Integer> m = new LinkedHashMap<>();
    m.put("zp_in", tensor(node.inputs().get(0)).zeroPoint());
    m.put("zp_out", tensor(node.output()).zeroPoint());
    m.put("low", low);
    m.put("high", high);
    return m;
  }
}
