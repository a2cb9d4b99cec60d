package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.BufferNames;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.Requant;
import dev.reprise.compiler.target.Extension;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the lowerings of the frozen stage share: the buffers of values and constants, and the calls made so far. */
final class FrozenTape {
  private final QGraph graph;
  private final BufferNames names;
  private final Set<Extension> extensions;
  private final Map<String, Buffer> values = new HashMap<>();
  private final Map<Buffer, Object> constants = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();

  FrozenTape(QGraph graph, BufferNames names, Set<Extension> extensions) {
    this.graph = graph;
    this.names = names;
    this.extensions = extensions;
    define(graph.input());
  }

  /** What the kernels may use. */
  Set<Extension> extensions() {
    return extensions;
  }

  QTensor tensor(String value) {
    return graph.tensor(value);
  }

  Shape shape(String value) {
    return graph.tensor(value).shape();
  }

  Buffer value(String name) {
    return values.get(name);
  }

  Buffer define(String value) {
    Buffer b = new Buffer(names.unique("q", value), Buffer.Kind.ACTIVATION, DType.U8, shape(value).elements(), false);
    values.put(value, b);
    return b;
  }

  void defineView(String value, String of) {
    values.put(value, values.get(of));
  }

  /** Codes that the graph itself holds (QConstant). */
  void defineConstant(String value, byte[] codes) {
    values.put(value, constant(value, DType.U8, codes.length, codes));
  }

  /** A constant in flash: {@code byte[]}, {@code int[]}. */
  Buffer constant(String name, DType type, int elements, Object data) {
    Buffer b = new Buffer(names.unique("k", name), Buffer.Kind.CONSTANT, type, elements, false);
    constants.put(b, data);
    return b;
  }

  /** A constant table of multipliers (C type {@code rp_requant}). */
  Buffer requants(String name, List<Requant> data) {
    return constant(name, DType.I32, data.size(), data);
  }

  CallBuilder call(String kernel, QNode node) {
    return new CallBuilder(kernel, Phase.FROZEN_FORWARD, node.source());
  }

  void emit(CallBuilder call) {
    calls.add(call.build());
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

  FrozenProgram finish() {
    return new FrozenProgram(value(graph.input()), value(graph.output()), constants, List.copyOf(calls));
  }
}
