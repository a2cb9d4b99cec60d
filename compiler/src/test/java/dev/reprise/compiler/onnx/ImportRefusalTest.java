package dev.reprise.compiler.onnx;

import static dev.reprise.compiler.onnx.Attributes.flag;
import static dev.reprise.compiler.onnx.Attributes.integer;
import static dev.reprise.compiler.onnx.Attributes.integers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What import refuses: the diagnostic's number, and that it names the node and the reason. */
class ImportRefusalTest {
  private final Random random = new Random(1);
  private final OnnxModelBuilder b = new OnnxModelBuilder(13);

  private void refuses(OnnxError code, String... parts) {
    refuses(b.build(), code, parts);
  }

  private static void refuses(ModelProto model, OnnxError code, String... parts) {
    RepriseException e =
        catchThrowableOfType(
            RepriseException.class, () -> OnnxImporter.read(OnnxModel.of(model, "m.onnx", null), ImportOptions.defaults()));
    assertThat(e).as("refused").isNotNull();
    assertThat(e.diagnostic().code()).isEqualTo(code);
    assertThat(e.getMessage()).contains("m.onnx").contains(parts);
  }

  private void node(String type, List<String> inputs, AttributeProto... attributes) {
    String out = b.node(type, inputs, attributes);
    b.graph().addOutput(OnnxWriter.info(out, TensorType.f32(1)));
  }

  @Test
  void absentAndUnreadableFiles() {
    RepriseException e =
        catchThrowableOfType(RepriseException.class, () -> OnnxImporter.read(Path.of("no-such-model.onnx"), ImportOptions.defaults()));
    assertThat(e.diagnostic().code()).isEqualTo(OnnxError.UNREADABLE);
    RepriseException text =
        catchThrowableOfType(RepriseException.class, () -> OnnxModel.parse("not a model".getBytes(java.nio.charset.StandardCharsets.UTF_8), "t", null));
    assertThat(text.diagnostic().code()).isEqualTo(OnnxError.NOT_ONNX);
    RepriseException empty = catchThrowableOfType(RepriseException.class, () -> OnnxModel.parse(new byte[0], "t", null));
    assertThat(empty.diagnostic().code()).isEqualTo(OnnxError.NOT_ONNX);
  }

  @Test
  void opsetsThatAreTooOldTooNewOrAbsent() {
    GraphProto graph = new OnnxModelBuilder(13).graph().build();
    refuses(OnnxWriter.model(graph, 6), OnnxError.OPSET, "6");
    refuses(OnnxWriter.model(graph, 23), OnnxError.OPSET, "23");
    refuses(ModelProto.newBuilder().setGraph(graph).build(), OnnxError.OPSET, "none");
  }

  @Test
  void unknownOperatorsNameTheNode() {
    node("Elu", List.of(b.input(random, 2)));
    refuses(OnnxError.UNKNOWN_OPERATOR, "node 'v1' (Elu)");
  }

  @Test
  void operatorsOfOtherDomains() {
    String x = b.input(random, 2);
    b.graph().addNode(NodeProto.newBuilder().setOpType("Relu").setDomain("com.example").setName("n").addInput(x).addOutput("y"));
    b.graph().addOutput(OnnxWriter.info("y", TensorType.f32(2)));
    refuses(OnnxError.UNKNOWN_OPERATOR, "com.example.Relu");
  }

  @Test
  void quantizedOperators() {
    node("QuantizeLinear", List.of(b.input(random, 2), b.scalar(1)));
    refuses(OnnxError.QUANTIZED, "QuantizeLinear");
  }

  @Test
  void subgraphs() {
    AttributeProto branch =
        AttributeProto.newBuilder().setName("then_branch").setType(AttributeProto.AttributeType.GRAPH).setG(GraphProto.getDefaultInstance()).build();
    node("If", List.of(b.input(random, 1)), branch);
    refuses(OnnxError.SUBGRAPH, "(If)");
  }

  @Test
  void openDimensionsAreNamed() {
    String x = b.openInput("N", "3", "height", "4");
    node("Relu", List.of(x));
    refuses(OnnxError.DYNAMIC_DIM, "dimension 2 of input 'x0' (height)", "--dim");
  }

  @Test
  void inputsThatAreNotFloat() {
    String x = b.input(Tensor.i64(Shape.of(2), 1, 2));
    node("Relu", List.of(x));
    refuses(OnnxError.DTYPE, "'x0' is i64");
  }

  @Test
  void halfPrecisionModels() {
    String x = b.input(random, 2);
    b.graph().getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().setElemType(TensorProto.DataType.FLOAT16_VALUE);
    node("Relu", List.of(x));
    refuses(OnnxError.DTYPE, "'x0' is float16");
  }

  @Test
  void attributesThatAreNotUnderstood() {
    node("Relu", List.of(b.input(random, 2)), integer("slope", 1));
    refuses(OnnxError.ATTRIBUTE, "'slope'", "(Relu)");
  }

  @Test
  void attributesOfTheWrongType() {
    node("Concat", List.of(b.input(random, 2)), Attributes.real("axis", 0));
    refuses(OnnxError.ATTRIBUTE, "'axis' is FLOAT instead of INT");
  }

  @Test
  void trainingMode() {
    OnnxModelBuilder training = new OnnxModelBuilder(15);
    String p = training.weights(random, 2);
    String out = training.node("BatchNormalization", List.of(training.input(random, 1, 2, 3), p, p, p, p), flag("training_mode", true));
    refuses(training.build(out), OnnxError.ATTRIBUTE, "training_mode", "evaluation mode");
  }

  @Test
  void weightsThatAreData() {
    node("Conv", List.of(b.input(random, 1, 2, 4, 4), b.input(random, 3, 2, 1, 1)));
    refuses(OnnxError.NOT_CONSTANT, "input 1 ('x1')");
  }

  @Test
  void shapesThatDependOnData() {
    node("Gather", List.of(b.input(random, 4), b.longs(0)));
    refuses(OnnxError.NOT_CONSTANT, "(Gather)", "'x0'");
  }

  @Test
  void shapesThatDoNotFit() {
    node("MatMul", List.of(b.input(random, 2, 3), b.weights(random, 4, 2)));
    refuses(OnnxError.MISFIT, "2x3", "4x2");
  }

  @Test
  void axesOutOfRange() {
    node("Softmax", List.of(b.input(random, 2, 3)), integer("axis", -3));
    refuses(OnnxError.MISFIT, "axis -3 is outside rank 2");
  }

  @Test
  void threeSpatialAxes() {
    node("Conv", List.of(b.input(random, 1, 1, 3, 3, 3), b.weights(random, 1, 1, 1, 1, 1)));
    refuses(OnnxError.UNSUPPORTED, "one or two spatial axes");
  }

  @Test
  void indicesOfMaxPool() {
    String x = b.input(random, 1, 1, 4, 4);
    b.graph().addNode(
        NodeProto.newBuilder().setOpType("MaxPool").addInput(x).addOutput("y").addOutput("i").addAttribute(integers("kernel_shape", List.of(2, 2))));
    b.graph().addOutput(OnnxWriter.info("i", TensorType.f32(1)));
    refuses(OnnxError.UNSUPPORTED, "output 1 ('i')");
  }

  @Test
  void cycles() {
    b.graph().addNode(NodeProto.newBuilder().setOpType("Relu").setName("a").addInput("q").addOutput("p"));
    b.graph().addNode(NodeProto.newBuilder().setOpType("Relu").setName("b").addInput("p").addOutput("q"));
    b.graph().addOutput(OnnxWriter.info("q", TensorType.f32(1)));
    refuses(OnnxError.CYCLE, "node 'a'");
  }

  @Test
  void namesThatAreDefinedTwiceOrNever() {
    node("Relu", List.of("nothing"));
    refuses(OnnxError.UNDEFINED_VALUE, "'nothing'");
    OnnxModelBuilder twice = new OnnxModelBuilder(13);
    String x = twice.input(random, 2);
    twice.graph().addNode(NodeProto.newBuilder().setOpType("Relu").addInput(x).addOutput(x));
    refuses(twice.build(x), OnnxError.MALFORMED, "defined twice");
  }

  @Test
  void graphsWithoutOutput() {
    refuses(OnnxError.NO_OUTPUT, "no output");
  }

  @Test
  void missingInputs() {
    node("Add", List.of(b.input(random, 2)));
    refuses(OnnxError.ARITY, "1 input(s) instead of 2");
  }

  @Test
  void tensorsWhoseDataDoesNotFillThem() {
    String w = "w";
    b.graph().addInitializer(TensorProto.newBuilder().setName(w).setDataType(1).addDims(3).addFloatData(1));
    node("Add", List.of(b.input(random, 3), w));
    refuses(OnnxError.TENSOR_DATA, "'w'", "1 values instead of 3");
  }

  @Test
  void tensorsThatAreTooLargeAreNotAllocated() {
    b.graph().addInitializer(TensorProto.newBuilder().setName("w").setDataType(1).addDims(1L << 40).addDims(1L << 40));
    node("Add", List.of(b.input(random, 3), "w"));
    refuses(OnnxError.TOO_LARGE, "'w'");
    OnnxModelBuilder filled = new OnnxModelBuilder(13);
    String zeros = filled.node("ConstantOfShape", List.of(filled.longs(1 << 20, 1 << 20)));
    refuses(filled.build(zeros), OnnxError.TOO_LARGE, "ConstantOfShape");
  }

  @Test
  void foldingThatDoublesAndDoubles() {
    String t = b.longs(new long[1000]);
    for (int i = 0; i < 40; i++) {
      t = b.node("Concat", List.of(t, t), integer("axis", 0));
    }
    refuses(b.build(t), OnnxError.TOO_LARGE, "constant folding");
  }

  /** Recursion in the importer would end in a stack overflow. */
  @Test
  void longChainsAndDeepNesting() {
    String value = b.input(random, 2);
    String shape = b.node("Shape", List.of(value));
    for (int i = 0; i < 20_000; i++) {
      value = b.node("Relu", List.of(value));
      shape = b.node("Identity", List.of(shape));
    }
    ModelProto chain = b.build(b.node("Reshape", List.of(value, shape)));
    assertThat(OnnxImporter.read(OnnxModel.of(chain, "m", null), ImportOptions.defaults()).nodes()).hasSize(20_001);

    GraphProto graph = GraphProto.getDefaultInstance();
    for (int i = 0; i < 300; i++) {
      AttributeProto body = AttributeProto.newBuilder().setName("body").setType(AttributeProto.AttributeType.GRAPH).setG(graph).build();
      graph = GraphProto.newBuilder().addNode(NodeProto.newBuilder().setOpType("Loop").addAttribute(body).addOutput("y")).build();
    }
    byte[] bytes = OnnxWriter.model(graph, 13).toByteArray();
    RepriseException e = catchThrowableOfType(RepriseException.class, () -> OnnxModel.parse(bytes, "m", null));
    assertThat(e.diagnostic().code()).isEqualTo(OnnxError.NOT_ONNX);
  }

  @Test
  void ranksBeyondTheLimit() {
    String x = b.input(random, 2);
    for (int i = 0; i < 3; i++) {
      x = b.node("Unsqueeze", List.of(x, b.longs(java.util.stream.LongStream.range(0, 30).toArray())));
    }
    refuses(b.build(x), OnnxError.TOO_LARGE, "(Unsqueeze)");
  }

  /** A dimension of 0 must not hide that the others overflow an int together. */
  @Test
  void emptyTensorsWithHugeDimensions() {
    b.graph().addInitializer(TensorProto.newBuilder().setName("w").setDataType(1).addDims(0).addDims(1L << 26).addDims(1L << 5));
    node("Flatten", List.of("w"));
    refuses(OnnxError.TOO_LARGE, "'w'");
  }

  @Test
  void axesThatOverflowByConcatenation() {
    String big = b.openInput(Long.toString(Limits.TENSOR_ELEMENTS));
    String joined = b.node("Concat", java.util.Collections.nCopies(64, big), integer("axis", 0));
    refuses(b.build(joined), OnnxError.MISFIT, "axis of 4294967296");
  }

  @Test
  void padsAsLargeAsThePool() {
    node("MaxPool", List.of(b.input(random, 1, 1, 4, 4)), integers("kernel_shape", List.of(2, 2)), integers("pads", List.of(2, 0, 0, 0)));
    refuses(OnnxError.ATTRIBUTE, "'pads'");
  }

  @Test
  void constantsBoundToNoInput() {
    String y = b.node("Relu", List.of(b.input(random, 2)));
    ModelProto model = b.build(y);
    RepriseException e =
        catchThrowableOfType(
            RepriseException.class,
            () -> OnnxImporter.read(OnnxModel.of(model, "m", null), ImportOptions.defaults().withConstant("w", Tensor.zeros(Shape.of(1)))));
    assertThat(e.diagnostic().code()).isEqualTo(OnnxError.OPTION);
  }
}
