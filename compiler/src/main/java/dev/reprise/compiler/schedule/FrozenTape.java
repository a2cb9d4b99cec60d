package dev.reprise.compiler.schedule;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.kernel.Layout;
import dev.reprise.compiler.kernel.Way;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.BufferNames;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Geometries;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.Requant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frozen stage while it is emitted: the buffers of values, in the layouts they exist in, and of constants, and the calls made so far. A value that is asked
 * for in a layout that it does not exist in is transposed, once.
 */
final class FrozenTape {
  private final FrozenStage stage;
  private final BufferNames names;
  private final Map<String, Map<Layout, Buffer>> values = new HashMap<>();
  private final Map<Buffer, Object> constants = new LinkedHashMap<>();
  private final List<Call> calls = new ArrayList<>();
  private String source = "input";
  private Way way;

  FrozenTape(FrozenStage stage, BufferNames names) {
    this.stage = stage;
    this.names = names;
    define(stage.graph().input(), Layout.CHW);
  }

  /** Emits a node in the way that was chosen. */
  void lower(QNode node, FrozenWay chosen) {
    source = node.source();
    way = chosen.way();
    chosen.emission().emit(this);
  }

  /** Input {@code i} of the node that is being emitted, in the layout of its way. */
  Buffer input(QNode node, int i) {
    return value(node.inputs().get(i), way.inputs().get(i));
  }

  /** The output of the node that is being emitted. */
  Buffer output(QNode node) {
    return define(node.output(), way.output());
  }

  private Buffer value(String name, Layout layout) {
    Map<Layout, Buffer> known = values.get(name);
    Layout wanted = home(name, layout);
    if (!known.containsKey(wanted)) {
      transpose(name, known, wanted);
    }
    return known.get(wanted);
  }

  private void transpose(String name, Map<Layout, Buffer> known, Layout to) {
    Layout from = to == Layout.HWC ? Layout.CHW : Layout.HWC;
    Shape shape = stage.shape(name);
    // the axes of the result, outermost first, counted in the source
    List<Integer> source = to.axes(shape.rank()).stream().map(from.axes(shape.rank())::indexOf).toList();
    Buffer result = activation(name + "_" + to.lowerCase(), shape.elements());
    add(
        stage
            .moves()
            .begin(call(stage.moves().kernel("rp_transpose_u8")))
            .estimate(new Call.Estimate(layouts(from, to), stage.moves().transpose(shape)))
            .geometry("rp_permute_geometry", Geometries.permute(from.arrange(shape), source))
            .read(known.get(from))
            .write(result));
    known.put(to, result);
  }

  private Buffer define(String value, Layout layout) {
    Buffer b = activation(value, stage.shape(value).elements());
    put(value, layout, b);
    return b;
  }

  /** The node that is being emitted has for its output the memory of its first input. */
  void view(QNode node) {
    put(node.output(), way.output(), input(node, 0));
  }

  /** The node that is being emitted is these codes, in the layout of its way. */
  void constant(QNode node, byte[] codes) {
    put(node.output(), way.output(), constant(node.output(), DType.U8, codes.length, codes));
  }

  private void put(String value, Layout layout, Buffer buffer) {
    values.computeIfAbsent(value, v -> new EnumMap<>(Layout.class)).put(home(value, layout), buffer);
  }

  /** The layout under which a value is kept: one for both where they are the same bytes. */
  private Layout home(String value, Layout layout) {
    return stage.indifferent(value) ? Layout.CHW : layout;
  }

  private Buffer activation(String name, int bytes) {
    return new Buffer(names.unique("q", name), Buffer.Kind.ACTIVATION, DType.U8, bytes, false);
  }

  /** Memory for the time of one call; null for 0 bytes. */
  Buffer scratch(QNode node, int bytes) {
    return bytes == 0 ? null : new Buffer(names.unique("s", node.name()), Buffer.Kind.ACTIVATION, DType.U8, bytes, false);
  }

  /** A constant in flash: {@code byte[]}, {@code int[]}, or a list of output stages. */
  Buffer constant(String name, DType type, int elements, Object data) {
    Buffer b = new Buffer(names.unique("k", name), Buffer.Kind.CONSTANT, type, elements, false);
    constants.put(b, data);
    return b;
  }

  /** A constant table of multipliers (C type {@code rp_requant}). */
  Buffer requants(String name, List<Requant> data) {
    return constant(name, DType.I32, data.size(), data);
  }

  /** A call of the node that is being emitted, with the kernel and the estimate of its way. */
  CallBuilder call() {
    return call(way.cycles());
  }

  /** As {@link #call()} for a kernel of {@link FrozenStage#moves}. */
  CallBuilder moveCall() {
    return stage.moves().begin(call());
  }

  /** As {@link #moveCall()} for one of several calls of the node, which takes {@code cycles} of the way's. */
  CallBuilder moveCall(long cycles) {
    return stage.moves().begin(call(cycles));
  }

  private CallBuilder call(long cycles) {
    return call(way.kernel()).estimate(new Call.Estimate(layouts(way.inputs().get(0), way.output()), cycles));
  }

  private CallBuilder call(String kernel) {
    return new CallBuilder(kernel, Phase.FROZEN_FORWARD, source);
  }

  private static String layouts(Layout in, Layout out) {
    return in.lowerCase() + " -> " + out.lowerCase();
  }

  void add(CallBuilder call) {
    calls.add(call.build());
  }

  FrozenProgram finish() {
    Buffer latent = value(stage.graph().output(), Layout.CHW);
    return new FrozenProgram(value(stage.graph().input(), Layout.CHW), latent, constants, List.copyOf(calls));
  }
}
