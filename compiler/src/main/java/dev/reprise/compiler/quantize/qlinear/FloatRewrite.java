package dev.reprise.compiler.quantize.qlinear;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.ExternalData;
import dev.reprise.compiler.onnx.OnnxModel;
import dev.reprise.compiler.onnx.OnnxNode;
import dev.reprise.compiler.onnx.OnnxWriter;
import dev.reprise.compiler.onnx.TensorReader;
import dev.reprise.compiler.onnx.TensorWriter;
import dev.reprise.compiler.quantize.FixedParameters;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.quantize.QuantizationError;
import dev.reprise.compiler.quantize.WeightCodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The float model in the making. Every value of the quantized model, codes or not, has a float value that it stands for: itself, or for what
 * QuantizeLinear and DequantizeLinear make, the value they were applied to.
 */
final class FloatRewrite {
  private static final Set<String> WEIGHTED = Set.of("Conv", "Gemm", "MatMul");

  private final OnnxModel model;
  private final TensorReader reader;
  private final GraphProto.Builder to = GraphProto.newBuilder();
  private final Map<String, Tensor> constants = new HashMap<>();
  private final Map<String, String> standIns = new HashMap<>();
  private final Map<String, QParams> codes = new LinkedHashMap<>();
  private final Map<String, QParams> fixed = new LinkedHashMap<>();
  private final List<WeightCodes> weights = new ArrayList<>();

  FloatRewrite(OnnxModel model) {
    this.model = model;
    this.reader = new TensorReader(new ExternalData(model.folder()));
    to.setName(model.graphName());
    to.addAllInitializer(model.initializers().values());
    model.nodes().stream().filter(n -> n.type().equals("Constant")).forEach(this::define);
    CodeInputs codeInputs = new CodeInputs(model);
    for (ValueInfoProto input : model.inputs()) {
      int type = input.getType().getTensorType().getElemType();
      boolean isCodes = type == TensorProto.DataType.UINT8_VALUE || type == TensorProto.DataType.INT8_VALUE;
      QParams p = isCodes ? codeInputs.parameters(input.getName(), this) : null;
      if (p != null) {
        codes.put(input.getName(), p);
        fixed.put(input.getName(), p);
      }
    }
  }

  /** The data of a constant of the model, or null where {@code value} is none. */
  Tensor constant(String value) {
    Tensor known = constants.get(value);
    if (known == null && model.initializers().containsKey(value)) {
      known = reader.read(model.initializers().get(value), model.file() + ": tensor '" + value + "'");
      constants.put(value, known);
    }
    return known;
  }

  /** Notes the data of a Constant node. */
  private void define(OnnxNode constant) {
    TensorProto value = constant.tensor("value");
    if (value != null) {
      constants.put(constant.output(), reader.read(value, constant.place()));
    } else if (constant.hasAttribute("value_float")) {
      constants.put(constant.output(), Tensor.f32(Shape.SCALAR, constant.real("value_float", 0)));
    }
  }

  /** {@code value} is a constant. */
  void define(String value, Tensor data) {
    constants.put(value, data);
  }

  /** Whether an operator of the model reads {@code value} as weights. */
  boolean isWeights(String value) {
    return model.nodes().stream().anyMatch(n -> WEIGHTED.contains(n.type()) && n.input(1).equals(value));
  }

  /** The float value that {@code value} stands for. */
  String real(String value) {
    return standIns.getOrDefault(value, value);
  }

  /** The parameters of {@code value} where it is codes, else null. */
  QParams codesOf(String value) {
    return codes.get(value);
  }

  /** From here on {@code value} stands for {@code real}. */
  void standIn(String value, String real) {
    standIns.put(value, real(real));
  }

  /**
   * {@code value} is codes with parameters {@code p}.
   *
   * @throws dev.reprise.compiler.diag.RepriseException where the float value has other codes already
   */
  void code(OnnxNode node, String value, QParams p) {
    codes.put(value, p);
    fix(node, real(value), p);
    fix(node, value, p);
  }

  /** The float value of {@code value} is represented with parameters {@code p}. */
  void fix(OnnxNode node, String value, QParams p) {
    QParams known = fixed.putIfAbsent(value, p);
    if (known != null && !known.equals(p)) {
      throw node.fail(QuantizationError.PARAMETERS_BAD, value, "it is quantized to two different scales, " + known.scale() + " and " + p.scale());
    }
  }

  /** Adds a constant to the float model. */
  String addConstant(String name, Tensor value) {
    to.addInitializer(TensorWriter.write(name, value));
    constants.put(name, value);
    return name;
  }

  /**
   * Adds a constant that was dequantized, and as weights the codes it came from.
   *
   * @throws dev.reprise.compiler.diag.RepriseException where weights are not symmetric
   */
  String addDequantized(OnnxNode node, String name, DequantizedConstant c, boolean asWeights) {
    if (asWeights && !c.fitsSigned()) {
      throw node.fail(QuantizationError.WEIGHTS_ASYMMETRIC, name);
    }
    if (asWeights) {
      weights.addAll(c.weightCodes());
    }
    return addConstant(name, c.values());
  }

  /** Adds {@code node} with the float operator {@code type} and the given float inputs; attributes that {@code drop} names are left out. */
  void add(OnnxNode node, String type, List<String> inputs, String... drop) {
    NodeProto.Builder b = node.proto().toBuilder().setName(node.name()).setOpType(type).clearDomain().clearInput().clearAttribute();
    node.proto().getAttributeList().stream().filter(a -> !List.of(drop).contains(a.getName())).forEach(b::addAttribute);
    to.addNode(b.addAllInput(inputs));
  }

  /** The float model. Inputs and outputs that were codes are float values now. */
  ModelProto model() {
    for (ValueInfoProto input : model.inputs()) {
      to.addInput(codes.containsKey(input.getName()) ? asFloat(input, input.getName()) : input);
    }
    for (String output : model.outputs()) {
      ValueInfoProto info = ValueInfoProto.newBuilder().setName(real(output)).build();
      to.addOutput(asFloat(info, real(output)));
    }
    return OnnxWriter.model(to.build(), model.opset());
  }

  FixedParameters fixed() {
    return new FixedParameters(fixed, weights);
  }

  private static ValueInfoProto asFloat(ValueInfoProto info, String name) {
    ValueInfoProto.Builder b = info.toBuilder().setName(name);
    b.getTypeBuilder().getTensorTypeBuilder().setElemType(TensorWriter.code(DType.F32));
    return b.build();
  }
}
