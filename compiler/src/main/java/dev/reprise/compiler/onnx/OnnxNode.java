package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.RepriseException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A node of the file with typed access to its attributes. It notes which attributes were read: one that nobody read would change the result
 * silently, so {@link #refuseUnreadAttributes} ends an import.
 */
public final class OnnxNode {
  private final NodeProto proto;
  private final String name;
  private final String file;
  private final int opset;
  private final Map<String, AttributeProto> attributes = new LinkedHashMap<>();
  private final Set<String> read = new LinkedHashSet<>();

  OnnxNode(NodeProto proto, String name, String file, int opset) {
    this.proto = proto;
    this.name = name;
    this.file = file;
    this.opset = opset;
    for (AttributeProto a : proto.getAttributeList()) {
      if (attributes.put(a.getName(), a) != null) {
        throw fail(OnnxError.ATTRIBUTE, a.getName(), "is given twice");
      }
    }
  }

  /** The node's name, unique in the model. */
  public String name() {
    return name;
  }

  /** The operator, for example {@code Conv}. */
  public String type() {
    return proto.getOpType();
  }

  /** The operator's domain; empty for ONNX's own. */
  public String domain() {
    return proto.getDomain().equals("ai.onnx") ? "" : proto.getDomain();
  }

  /** The node as the file has it. */
  public NodeProto proto() {
    return proto;
  }

  /** Version of the main operator set, 7 to 22. */
  public int opset() {
    return opset;
  }

  public List<String> inputs() {
    return proto.getInputList();
  }

  /** Input {@code i}, or {@code ""} where it is absent. */
  public String input(int i) {
    return i < proto.getInputCount() ? proto.getInput(i) : "";
  }

  public boolean hasInput(int i) {
    return !input(i).isEmpty();
  }

  public List<String> outputs() {
    return proto.getOutputList();
  }

  /** The first output. */
  public String output() {
    return proto.getOutput(0);
  }

  /** {@code model.onnx: node 'conv1' (Conv)}. */
  public String place() {
    String operator = domain().isEmpty() ? type() : domain() + "." + type();
    return file + ": node '" + name + "' (" + operator + ")";
  }

  /** The exception to throw for a defect of this node. */
  public RepriseException fail(ErrorCode code, Object... arguments) {
    return new RepriseException(Diagnostic.of(code, place(), arguments));
  }

  /** Checks that there are {@code min} to {@code max} inputs and that the first {@code min} are present. */
  public void requireInputs(int min, int max) {
    int n = inputs().size();
    while (n > 0 && input(n - 1).isEmpty()) {
      n--;
    }
    boolean present = n >= min && inputs().subList(0, min).stream().noneMatch(String::isEmpty);
    if (!present || n > max) {
      throw fail(OnnxError.ARITY, n, min == max ? min : min + " to " + (max == Integer.MAX_VALUE ? "any" : max));
    }
  }

  public boolean hasSubgraph() {
    return attributes.values().stream().anyMatch(a -> a.hasG() || a.getGraphsCount() > 0);
  }

  public boolean hasAttribute(String attribute) {
    return attributes.containsKey(attribute);
  }

  public long integer(String attribute, long otherwise) {
    AttributeProto a = attribute(attribute, AttributeType.INT);
    return a == null ? otherwise : a.getI();
  }

  /** @throws RepriseException where the attribute is neither 0 nor 1 */
  public boolean flag(String attribute, boolean otherwise) {
    long v = integer(attribute, otherwise ? 1 : 0);
    if (v != 0 && v != 1) {
      throw fail(OnnxError.ATTRIBUTE, attribute, "is " + v + ", neither 0 nor 1");
    }
    return v == 1;
  }

  public float real(String attribute, float otherwise) {
    AttributeProto a = attribute(attribute, AttributeType.FLOAT);
    return a == null ? otherwise : a.getF();
  }

  public String text(String attribute, String otherwise) {
    AttributeProto a = attribute(attribute, AttributeType.STRING);
    return a == null ? otherwise : a.getS().toStringUtf8();
  }

  /** The list, or null where the attribute is absent. */
  public long[] integers(String attribute) {
    AttributeProto a = attribute(attribute, AttributeType.INTS);
    return a == null ? null : a.getIntsList().stream().mapToLong(Long::longValue).toArray();
  }

  /** The list, or null where the attribute is absent. */
  public float[] reals(String attribute) {
    AttributeProto a = attribute(attribute, AttributeType.FLOATS);
    if (a == null) {
      return null;
    }
    float[] values = new float[a.getFloatsCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = a.getFloats(i);
    }
    return values;
  }

  /** The tensor, or null where the attribute is absent. */
  public TensorProto tensor(String attribute) {
    AttributeProto a = attribute(attribute, AttributeType.TENSOR);
    return a == null ? null : a.getT();
  }

  /** Marks attributes as understood to have no effect at inference. */
  public void ignore(String... names) {
    read.addAll(List.of(names));
  }

  /** @throws RepriseException naming an attribute that the importer of this operator did not look at */
  public void refuseUnreadAttributes() {
    for (String a : attributes.keySet()) {
      if (!read.contains(a)) {
        throw fail(OnnxError.ATTRIBUTE, a, "is not known for this operator in opset " + opset);
      }
    }
  }

  private AttributeProto attribute(String attribute, AttributeType type) {
    read.add(attribute);
    AttributeProto a = attributes.get(attribute);
    // the oldest exporters left the type out
    if (a != null && a.getType() != type && a.getType() != AttributeType.UNDEFINED) {
      throw fail(OnnxError.ATTRIBUTE, attribute, "is " + a.getType() + " instead of " + type);
    }
    return a;
  }
}
