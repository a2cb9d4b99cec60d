package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Checks the graph's wiring and sorts the nodes that the outputs need. Nodes that nothing needs are left out before anybody looks at their
 * operators, since exporters leave training helpers behind. Nothing here recurses: the depth of a graph is the file's choice.
 */
record NodeOrder(List<String> outputs, List<OnnxNode> nodes, Set<String> readValues) {

  static NodeOrder of(GraphProto graph, List<ValueInfoProto> inputs, Set<String> initializers, String file, int opset) {
    return new Sorter(graph, inputs, initializers, file, opset).sort();
  }

  private static final class Sorter {
    private static final int GIVEN = -1; // the producer of inputs and initializers

    private final GraphProto graph;
    private final String file;
    private final List<OnnxNode> all = new ArrayList<>();
    private final Map<String, Integer> producers = new HashMap<>();
    private final Map<String, Integer> repeats = new HashMap<>();
    private final BitSet live = new BitSet();
    private final Set<String> read = new LinkedHashSet<>();

    Sorter(GraphProto graph, List<ValueInfoProto> inputs, Set<String> initializers, String file, int opset) {
      this.graph = graph;
      this.file = file;
      initializers.forEach(i -> producers.put(i, GIVEN));
      inputs.forEach(i -> define(i.getName(), GIVEN, file));
      Set<String> names = new HashSet<>();
      for (NodeProto n : graph.getNodeList()) {
        OnnxNode node = new OnnxNode(n, uniqueName(n, names), file, opset);
        for (String output : n.getOutputList()) {
          if (!output.isEmpty()) {
            define(output, all.size(), node.place());
          }
        }
        all.add(node);
      }
    }

    NodeOrder sort() {
      List<String> outputs = graph.getOutputList().stream().map(ValueInfoProto::getName).toList();
      if (outputs.isEmpty()) {
        throw RepriseException.of(OnnxError.NO_OUTPUT, file);
      }
      markLive(outputs);
      List<OnnxNode> sorted = sorted();
      return new NodeOrder(outputs, sorted, read);
    }

    private void define(String value, int producer, String place) {
      if (value.isEmpty() || producers.put(value, producer) != null) {
        throw RepriseException.of(OnnxError.MALFORMED, place, "the value '" + value + "' has no name, or is defined twice");
      }
    }

    /** {@code name}, {@code name#2}, ...; the count is kept so that many nodes of one name are not tried one by one. */
    private String uniqueName(NodeProto n, Collection<String> taken) {
      String base = n.getName();
      if (base.isEmpty()) {
        base = n.getOutputList().stream().filter(o -> !o.isEmpty()).findFirst().orElse(n.getOpType());
      }
      String name = base;
      while (!taken.add(name)) {
        name = base + "#" + repeats.merge(base, 2, (count, first) -> count + 1);
      }
      return name;
    }

    private void markLive(List<String> outputs) {
      Deque<Integer> todo = new ArrayDeque<>();
      outputs.forEach(o -> need(o, file, todo));
      while (!todo.isEmpty()) {
        OnnxNode node = all.get(todo.pop());
        node.inputs().stream().filter(i -> !i.isEmpty()).forEach(i -> need(i, node.place(), todo));
      }
    }

    private void need(String value, String place, Deque<Integer> todo) {
      Integer producer = producers.get(value);
      if (producer == null) {
        throw RepriseException.of(OnnxError.UNDEFINED_VALUE, place, value);
      }
      read.add(value);
      if (producer != GIVEN && !live.get(producer)) {
        live.set(producer);
        todo.push(producer);
      }
    }

    /** Kahn's algorithm over the live nodes; of the ready ones, the first of the file comes first. */
    private List<OnnxNode> sorted() {
      Map<Integer, List<Integer>> consumers = new HashMap<>();
      int[] missing = new int[all.size()];
      PriorityQueue<Integer> ready = new PriorityQueue<>();
      for (int i = live.nextSetBit(0); i >= 0; i = live.nextSetBit(i + 1)) {
        for (String input : all.get(i).inputs()) {
          int producer = input.isEmpty() ? GIVEN : producers.get(input);
          if (producer != GIVEN) {
            consumers.computeIfAbsent(producer, k -> new ArrayList<>()).add(i);
            missing[i]++;
          }
        }
        if (missing[i] == 0) {
          ready.add(i);
        }
      }
      List<OnnxNode> order = new ArrayList<>();
      while (!ready.isEmpty()) {
        int i = ready.poll();
        order.add(all.get(i));
        for (int c : consumers.getOrDefault(i, List.of())) {
          if (--missing[c] == 0) {
            ready.add(c);
          }
        }
      }
      if (order.size() < live.cardinality()) {
        int stuck = live.stream().filter(i -> missing[i] > 0).findFirst().orElseThrow();
        throw all.get(stuck).fail(OnnxError.CYCLE);
      }
      return order;
    }
  }
}
