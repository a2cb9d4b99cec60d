package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which nodes, names and constants a graph has after import. */
class ImportStructureTest {
  private final Random random = new Random(5);
  private final OnnxModelBuilder b = new OnnxModelBuilder(13);

  private Graph read(String... outputs) {
    return OnnxImporter.read(OnnxModel.of(b.build(outputs), "m", null), ImportOptions.defaults());
  }

  @Test
  void nodesThatNothingNeedsAreNotLookedAt() {
    String x = b.input(random, 2);
    b.node("SomethingOfTraining", List.of(x));
    Graph graph = read(b.node("Relu", List.of(x)));
    assertThat(graph.nodes()).extracting(n -> n.op().kind()).containsExactly("Relu");
  }

  @Test
  void nodesMayComeInAnyOrder() {
    String x = b.input(random, 2);
    b.graph().addNode(NodeProto.newBuilder().setName("second").setOpType("Tanh").addInput("p").addOutput("q"));
    b.graph().addNode(NodeProto.newBuilder().setName("first").setOpType("Relu").addInput(x).addOutput("p"));
    assertThat(read("q").nodes()).extracting(Node::name).containsExactly("first", "second");
  }

  @Test
  void nodeNamesBecomeUnique() {
    String x = b.input(random, 2);
    String[] from = {x, "p", "q"};
    String[] to = {"p", "q", "r"};
    for (int i = 0; i < 3; i++) {
      b.graph().addNode(NodeProto.newBuilder().setName("same").setOpType("Relu").addInput(from[i]).addOutput(to[i]));
    }
    assertThat(read("r").nodes()).extracting(Node::name).containsExactly("same", "same#2", "same#3");
  }

  @Test
  void namesThatImportAddsDoNotCollideWithTheFile() {
    OnnxModelBuilder old = new OnnxModelBuilder(9);
    String x = old.input(random, 2, 3, 4);
    old.graph().addNode(NodeProto.newBuilder().setOpType("Softmax").setName("y").addInput(x).addOutput("y"));
    old.graph().addNode(NodeProto.newBuilder().setOpType("Relu").setName("y/rows").addInput("y").addOutput("y/normal"));
    Graph graph = OnnxImporter.read(OnnxModel.of(old.build("y/normal"), "m", null), ImportOptions.defaults());
    assertThat(graph.nodes()).extracting(Node::name).doesNotHaveDuplicates().hasSize(4);
    assertThat(graph.nodes()).extracting(Node::output).doesNotHaveDuplicates();
    assertThat(graph.shape("y/normal")).isEqualTo(Shape.of(2, 3, 4));
  }

  /** As exporters did before IR version 4. */
  @Test
  void initializersThatAreListedAsInputs() {
    String x = b.input(random, 2);
    String w = b.weights(random, 2);
    b.graph().addInput(OnnxWriter.info(w, TensorType.f32(2)));
    Graph graph = read(b.node("Add", List.of(x, w)));
    assertThat(graph.inputs()).containsExactly(x);
    assertThat(graph.isConstant(w)).isTrue();
  }

  @Test
  void doubleAndHalfWeightsBecomeFloat() {
    String x = b.input(random, 2);
    String w = b.constant(new Tensor(DType.F64, Shape.of(2), new double[] {0.1, 2}));
    b.graph().addInitializer(TensorProto.newBuilder().setName("h").setDataType(TensorProto.DataType.FLOAT16_VALUE).addDims(1).addInt32Data(0x3c00));
    String sum = b.node("Add", List.of(x, w));
    Graph graph = read(b.node("Mul", List.of(sum, "h")));
    assertThat(graph.constant(graph.nodes().get(0).input(1))).isEqualTo(Tensor.f32(Shape.of(2), 0.1f, 2));
    assertThat(graph.constant("h")).isEqualTo(Tensor.f32(Shape.of(1), 1));
    assertThat(graph.constants()).hasSize(2);
  }

  @Test
  void everyFormOfConstant() {
    AttributeProto one = Attributes.real("value_float", 2);
    AttributeProto list = AttributeProto.newBuilder().setName("value_floats").setType(AttributeProto.AttributeType.FLOATS).addFloats(1).addFloats(2).build();
    AttributeProto whole = Attributes.integer("value_int", 3);
    AttributeProto wholes = Attributes.integers("value_ints", List.of(4, 5));
    AttributeProto tensor = OnnxModelBuilder.tensor("value", Tensor.f32(Shape.of(1, 1), 6));
    List<String> outputs = new ArrayList<>();
    for (AttributeProto a : List.of(one, list, whole, wholes, tensor)) {
      outputs.add(b.node("Constant", List.of(), a));
    }
    Map<String, Tensor> constants = read(outputs.toArray(String[]::new)).constants();
    assertThat(constants.values())
        .containsExactly(
            Tensor.f32(Shape.SCALAR, 2),
            Tensor.f32(Shape.of(2), 1, 2),
            Tensor.i64(Shape.SCALAR, 3),
            Tensor.i64(Shape.of(2), 4, 5),
            Tensor.f32(Shape.of(1, 1), 6));
  }

  /** What PyTorch leaves of {@code F.pad}: the pads are turned around by shape arithmetic. */
  @Test
  void padsThatAreComputed() {
    String x = b.input(random, 1, 2, 3, 4);
    String given = b.longs(1, 2, 0, 1);
    String zeros = b.node("ConstantOfShape", List.of(b.longs(4)), OnnxModelBuilder.tensor("value", Tensor.i64(Shape.of(1), 0)));
    String all = b.node("Concat", List.of(given, zeros), Attributes.integer("axis", 0));
    String pairs = b.node("Reshape", List.of(all, b.longs(-1, 2)));
    String turned = b.node("Slice", List.of(pairs, b.longs(-1), b.longs(Long.MIN_VALUE), b.longs(0), b.longs(-1)));
    String columns = b.node("Transpose", List.of(turned), Attributes.integers("perm", List.of(1, 0)));
    String pads = b.node("Cast", List.of(b.node("Reshape", List.of(columns, b.longs(-1)))), Attributes.integer("to", 7));
    String y = b.node("Pad", List.of(x, pads));
    Graph graph = read(y);
    assertThat(graph.nodes()).hasSize(1);
    assertThat(graph.shape(y)).isEqualTo(Shape.of(1, 2, 3 + 0 + 1, 4 + 1 + 2));
  }

  /** The hook of the quantized import: nodes in order, constants folded, static shapes, without refusing quantized operators. */
  @Test
  void theStateServesOtherImports() {
    String x = b.input(random, 1, 3, 4, 4);
    String scale = b.node("Constant", List.of(), OnnxModelBuilder.tensor("value", Tensor.f32(Shape.SCALAR, 0.5f)));
    String zero = b.constant(Tensor.u8(Shape.SCALAR, (byte) 3));
    String q = b.node("QuantizeLinear", List.of(x, scale, zero));
    OnnxModel model = OnnxModel.of(b.build(q), "m", null);
    ImportState state = new ImportState(model, ImportOptions.defaults());
    List<String> left = new ArrayList<>();
    for (OnnxNode n : model.nodes()) {
      if (!state.fold(n)) {
        left.add(n.type());
        assertThat(state.constantInput(n, 1)).isEqualTo(Tensor.f32(Shape.SCALAR, 0.5f));
        assertThat(state.constantInput(n, 2).type()).isEqualTo(DType.U8);
        assertThat(state.shape(n, n.input(0))).isEqualTo(Shape.of(1, 3, 4, 4));
      }
    }
    assertThat(QuantizedOperators.anyIn(model)).isTrue();
    assertThat(left).containsExactly("QuantizeLinear");
  }
}
