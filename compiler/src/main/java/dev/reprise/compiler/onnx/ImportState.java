package dev.reprise.compiler.onnx;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.onnx.fold.Folding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is known while the nodes of a model are walked in order: the type of every value so far, the data of those that are constant, and the
 * IR nodes made. Other imports (of quantized models) walk {@link OnnxModel#nodes} themselves, offer each node to {@link #fold} first, and
 * find constants and static shapes here.
 */
public final class ImportState {
  private final OnnxModel model;
  private final TensorReader reader;
  private final InputTypes inputTypes;
  private final Map<String, TensorType> types = new LinkedHashMap<>();
  private final Map<String, Tensor> constants = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Set<String> takenNames = new HashSet<>();
  private long foldedElements;

  /** @throws RepriseException where an input's dimension is neither fixed nor bound */
  public ImportState(OnnxModel model, ImportOptions options) {
    this.model = model;
    reader = new TensorReader(new ExternalData(model.folder()));
    constants.putAll(options.constants());
    for (OnnxNode n : model.nodes()) {
      takenNames.add(n.name());
      takenNames.addAll(n.outputs());
    }
    takenNames.addAll(model.readValues());
    inputTypes = InputTypes.of(model, options);
    // an input of a type that the IR lacks has no entry: it may be asked for its shape only
    inputTypes.shapes().forEach(
        (name, shape) -> {
          DType type = TensorReader.exactType(inputTypes.elementTypes().get(name));
          if (type != null) {
            types.put(name, new TensorType(type, shape));
          }
        });
  }

  public OnnxModel model() {
    return model;
  }

  /** Shapes of the inputs that are not bound to constants, in the model's order. */
  public Map<String, Shape> inputs() {
    return Collections.unmodifiableMap(inputTypes.shapes());
  }

  /** The fixed batch that became 1, or 0 (see {@link ImportOptions#singleSample}). */
  public int foldedBatch() {
    return inputTypes.foldedBatch();
  }

  /** Whether the data of {@code value} is known. */
  public boolean isConstant(String value) {
    return constants.containsKey(value) || model.initializers().containsKey(value);
  }

  /** The data of a constant, read from the file at its first use. */
  public Tensor constant(String value) {
    Tensor t = constants.get(value);
    if (t == null) {
      t = reader.read(model.initializers().get(value), model.file() + ": tensor '" + value + "'");
      constants.put(value, t);
    }
    return t;
  }

  /** Input {@code i} of a node, which must be constant; null where it is absent. */
  public Tensor constantInput(OnnxNode node, int i) {
    if (!node.hasInput(i)) {
      return null;
    }
    if (!isConstant(node.input(i))) {
      throw node.fail(OnnxError.NOT_CONSTANT, i, node.input(i));
    }
    return constant(node.input(i));
  }

  /** Shape of a value of any element type. */
  public Shape shape(OnnxNode node, String value) {
    Shape input = inputTypes.shapes().get(value);
    return input != null ? input : type(node, value).shape();
  }

  /** Type of a value that {@code node} reads. */
  public TensorType type(OnnxNode node, String value) {
    if (isConstant(value)) {
      return constant(value).tensorType();
    }
    TensorType t = types.get(value);
    if (t == null) {
      Integer code = inputTypes.elementTypes().get(value);
      throw node.fail(OnnxError.DTYPE, value, code == null ? "of unknown type" : TensorReader.typeName(code));
    }
    return t;
  }

  public TensorReader reader() {
    return reader;
  }

  /** Counts towards the bound on what folding makes, before it is made. */
  public void reserve(OnnxNode node, long elements) {
    foldedElements += Math.min(elements, Limits.FOLDED_ELEMENTS + 1);
    if (foldedElements > Limits.FOLDED_ELEMENTS) {
      throw node.fail(OnnxError.TOO_LARGE, "what constant folding makes", Limits.FOLDED_ELEMENTS);
    }
  }

  /** Evaluates a node of constants or static shapes, so that its output is a constant; false where that is not possible. */
  public boolean fold(OnnxNode node) {
    Tensor result = Folding.evaluate(node, this);
    if (result == null) {
      return false;
    }
    constants.put(node.output(), result);
    return true;
  }

  /** A name for a value or node that the file does not have: {@code base/role}. */
  public String fresh(String base, String role) {
    String name = base + "/" + role;
    for (int i = 2; types.containsKey(name) || isConstant(name) || !takenNames.add(name); i++) {
      name = base + "/" + role + i;
    }
    return name;
  }

  /** A constant that the file does not have; returns its name. */
  public String addConstant(OnnxNode node, String role, Tensor value) {
    String name = fresh(node.output(), role);
    constants.put(name, value);
    return name;
  }

  /**
   * Name of input {@code i} as a float32 value; a double constant is converted. {@code ""} where the input is absent.
   *
   * @throws RepriseException where it is of another type
   */
  public String floatInput(OnnxNode node, int i) {
    String value = node.input(i);
    if (value.isEmpty()) {
      return "";
    }
    DType type = type(node, value).type();
    if (type == DType.F64 && isConstant(value)) {
      double[] from = constant(value).doubles();
      float[] to = new float[from.length];
      for (int k = 0; k < to.length; k++) {
        to[k] = (float) from[k];
      }
      return addConstant(node, "float" + i, Tensor.f32(constant(value).shape(), to));
    }
    if (type != DType.F32) {
      throw node.fail(OnnxError.DTYPE, value, type.name().toLowerCase(java.util.Locale.ROOT));
    }
    return value;
  }

  /** Adds an IR node named as the file's node, with the file's output. */
  public void emit(OnnxNode node, Op op, String... inputs) {
    add(node, node.name(), op, List.of(inputs), node.output());
  }

  /** Adds an IR node that is a step towards the file's node; returns the name of its value. */
  public String emitStep(OnnxNode node, String role, Op op, String... inputs) {
    String output = fresh(node.output(), role);
    add(node, fresh(node.name(), role), op, List.of(inputs), output);
    return output;
  }

  private void add(OnnxNode node, String name, Op op, List<String> inputs, String output) {
    List<TensorType> in = new ArrayList<>();
    for (String i : inputs) {
      in.add(i.isEmpty() ? null : type(node, i));
    }
    TensorType out;
    try {
      out = op.infer(in).get(0);
    } catch (IllegalArgumentException e) {
      throw node.fail(OnnxError.MISFIT, e.getMessage());
    }
    StaticShapes.within(node, java.util.Arrays.stream(out.shape().dims()).asLongStream().toArray());
    types.put(output, out);
    nodes.add(new Node(name, op, inputs, output));
  }

  /** The graph of the nodes so far, with the constants that they and the outputs use. */
  Graph graph() {
    Set<String> used = new LinkedHashSet<>();
    nodes.forEach(n -> n.inputs().stream().filter(i -> !i.isEmpty()).forEach(used::add));
    used.addAll(model.outputs());
    Map<String, TensorType> allTypes = new LinkedHashMap<>();
    List<String> inputs = new ArrayList<>();
    for (String name : inputTypes.shapes().keySet()) {
      TensorType t = types.get(name);
      boolean isFloat = t != null && t.type() == DType.F32;
      if (used.contains(name) && !isFloat) {
        throw RepriseException.of(OnnxError.DTYPE, model.file(), name, TensorReader.typeName(inputTypes.elementTypes().get(name)));
      }
      if (isFloat) {
        inputs.add(name);
        allTypes.put(name, t);
      }
    }
    Map<String, Tensor> usedConstants = new LinkedHashMap<>();
    used.stream().filter(this::isConstant).forEach(c -> usedConstants.put(c, constant(c)));
    usedConstants.forEach((n, t) -> allTypes.put(n, t.tensorType()));
    nodes.forEach(n -> allTypes.put(n.output(), types.get(n.output())));
    return new Graph(model.graphName(), inputs, model.outputs(), nodes, usedConstants, allTypes);
  }
}
