package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.BufferNames;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.program.TunedKernels;
import dev.reprise.compiler.target.Extension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the lowerings of the adaptive stage share: the buffers of values and gradients, and the calls made so far. */
final class Tape {
  private final Graph graph;
  private final BufferNames names;
  private final TunedKernels tuned;
  private final Map<String, Buffer> values = new HashMap<>();
  private final Map<String, Buffer> weightGradients = new LinkedHashMap<>();
  private final Map<Buffer, Tensor> constants = new LinkedHashMap<>();
  private final Map<String, Buffer> gradients = new HashMap<>();
  private final Set<Buffer> owned = new HashSet<>();
  private final Set<String> needsGradient = new HashSet<>();
  private final List<Call> calls = new ArrayList<>();

  Tape(Graph graph, List<String> trainable, BufferNames names, Set<Extension> extensions) {
    this.graph = graph;
    this.names = names;
    this.tuned = new TunedKernels(extensions);
    for (Map.Entry<String, Tensor> c : graph.constants().entrySet()) {
      boolean trained = trainable.contains(c.getKey());
      Buffer.Kind kind = trained ? Buffer.Kind.WEIGHT : Buffer.Kind.CONSTANT;
      int elements = c.getValue().shape().elements();
      Buffer b = new Buffer(names.unique(trained ? "w" : "k", c.getKey()), kind, DType.F32, elements, false);
      values.put(c.getKey(), b);
      constants.put(b, c.getValue());
      if (trained) {
        needsGradient.add(c.getKey());
        weightGradients.put(c.getKey(), new Buffer(names.unique("g", c.getKey()), Buffer.Kind.GRADIENT, DType.F32, elements, false));
      }
    }
    for (String input : graph.inputs()) {
      values.put(input, activation("a", input, graph.shape(input).elements()));
    }
    for (Node node : graph.nodes()) {
      if (node.inputs().stream().anyMatch(needsGradient::contains)) {
        needsGradient.addAll(node.outputs());
      }
    }
  }

  Graph graph() {
    return graph;
  }

  Shape shape(String value) {
    return graph.shape(value);
  }

  /** The buffer of a value or constant. */
  Buffer value(String name) {
    return values.get(name);
  }

  /** The buffer of an optional constant input, or null where absent. */
  Buffer optional(String name) {
    return name.isEmpty() ? null : values.get(name);
  }

  /** A new activation buffer for a value that a call is about to write. */
  Buffer define(String value) {
    Buffer b = activation("a", value, graph.shape(value).elements());
    values.put(value, b);
    return b;
  }

  /** Lets {@code value} be the same memory as {@code of}. */
  void defineView(String value, String of) {
    values.put(value, values.get(of));
  }

  /** A new buffer of {@code elements} floats per sample. */
  Buffer activation(String prefix, String name, int elements) {
    return new Buffer(names.unique(prefix, name), Buffer.Kind.ACTIVATION, DType.F32, elements, true);
  }

  boolean needsGradient(String value) {
    return needsGradient.contains(value);
  }

  /** The accumulator of a trained constant, or null where it is not trained (or absent). */
  Buffer weightGradient(String constant) {
    return weightGradients.get(constant);
  }

  Map<String, Buffer> weightGradients() {
    return weightGradients;
  }

  Map<Buffer, Tensor> constants() {
    return constants;
  }

  /** Gradient of a value, complete once all its consumers have been lowered; null where nothing flows back. */
  Buffer gradient(String value) {
    return gradients.get(value);
  }

  void seedGradient(String value, Buffer gradient) {
    gradients.put(value, gradient);
  }

  /** A new buffer for one consumer's contribution to the gradient of {@code value}. */
  Buffer contribution(String value) {
    return activation("d", value, graph.shape(value).elements());
  }

  /** Adds a contribution that a call has just written into a buffer of its own (N2.5). */
  void contribute(Node node, String value, Buffer contribution) {
    owned.add(contribution);
    add(node, value, contribution);
  }

  /** Adds a contribution that IS another gradient (views, sums): its memory must not be changed. */
  void contributeView(Node node, String value, Buffer gradient) {
    owned.remove(gradient);
    add(node, value, gradient);
  }

  private void add(Node node, String value, Buffer next) {
    Buffer sum = gradients.get(value);
    if (sum == null) {
      gradients.put(value, next);
      return;
    }
    // binary32 addition commutes, so N2.5 allows either operand to hold the sum
    if (owned.contains(next)) {
      accumulate(node, sum, next);
      gradients.put(value, next);
    } else if (owned.contains(sum)) {
      accumulate(node, next, sum);
    } else {
      Buffer fresh = contribution(value);
      Shape s = graph.shape(value);
      emit(
          call("rp_add_f32_fw", Phase.INPUT_GRADIENT, node)
              .geometry("rp_broadcast_geometry", Geometries.broadcast(s, s, false, s, false))
              .samples()
              .read(sum)
              .read(next)
              .write(fresh));
      owned.add(fresh);
      gradients.put(value, fresh);
    }
  }

  private void accumulate(Node node, Buffer from, Buffer into) {
    emit(call("rp_accumulate_f32", Phase.INPUT_GRADIENT, node).literal(into.elements()).samples().read(from).update(into));
  }

  CallBuilder call(String kernel, Phase phase, Node node) {
    return new CallBuilder(kernel, phase, node.name());
  }

  void emit(CallBuilder call) {
    calls.add(finish(call));
  }

  /** The call, of the tuned kernel where that pays. */
  Call finish(CallBuilder call) {
    return tuned.choose(call.build());
  }

  /** The calls made since the last time. */
  List<Call> takeCalls() {
    List<Call> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }
}
