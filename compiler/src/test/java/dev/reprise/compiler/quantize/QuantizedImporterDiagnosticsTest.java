package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.onnx.ImportOptions;
import dev.reprise.compiler.onnx.OnnxModel;
import dev.reprise.compiler.onnx.OnnxWriter;
import dev.reprise.compiler.onnx.TensorWriter;
import dev.reprise.compiler.quantize.qlinear.QuantizedImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class QuantizedImporterDiagnosticsTest {
  private final GraphProto.Builder graph =
      GraphProto.newBuilder().setName("g").addInput(OnnxWriter.info("x", TensorType.f32(1, 2))).addOutput(OnnxWriter.info("y", TensorType.f32(1, 2)));

  private QuantizedImporterDiagnosticsTest constant(String name, Tensor t) {
    graph.addInitializer(TensorWriter.write(name, t));
    return this;
  }

  private QuantizedImporterDiagnosticsTest node(String type, String output, String... inputs) {
    graph.addNode(NodeProto.newBuilder().setName(output + "_node").setOpType(type).addAllInput(List.of(inputs)).addOutput(output));
    return this;
  }

  private void isRefused(String code, String... parts) {
    ModelProto model = OnnxWriter.model(graph.build(), 19);
    assertThatThrownBy(() -> QuantizedImporter.read(OnnxModel.of(model, "m.onnx", null), ImportOptions.defaults()))
        .isInstanceOf(RepriseException.class)
        .hasMessageStartingWith(code)
        .hasMessageContaining("m.onnx")
        .satisfies(e -> assertThat(e.getMessage()).contains(parts));
  }

  private QuantizedImporterDiagnosticsTest parameters() {
    return constant("s", Tensor.f32(Shape.SCALAR, 0.1f)).constant("z", Tensor.u8(Shape.SCALAR, (byte) 3));
  }

  @Test
  void dynamicQuantization() {
    node("DynamicQuantizeLinear", "y", "x").isRefused("RP1212", "DynamicQuantizeLinear");
  }

  @Test
  void aScaleThatIsComputed() {
    parameters().node("Abs", "a", "x").node("QuantizeLinear", "q", "x", "a", "z").node("DequantizeLinear", "y", "q", "a", "z").isRefused("RP1210", "'a'");
  }

  @Test
  void aScaleOfZero() {
    constant("s", Tensor.f32(Shape.SCALAR, 0f)).node("QuantizeLinear", "q", "x", "s").node("DequantizeLinear", "y", "q", "s").isRefused("RP1211", "0.0");
  }

  @Test
  void oneScalePerChannelOfAnActivation() {
    constant("s", Tensor.f32(Shape.of(2), 0.1f, 0.2f)).node("QuantizeLinear", "q", "x", "s").node("DequantizeLinear", "y", "q", "s").isRefused("RP1211", "one scale");
  }

  @Test
  void twoScalesOfOneValue() {
    parameters()
        .constant("t", Tensor.f32(Shape.SCALAR, 0.2f))
        .node("QuantizeLinear", "q", "x", "s", "z")
        .node("QuantizeLinear", "r", "x", "t", "z")
        .node("DequantizeLinear", "a", "q", "s", "z")
        .node("DequantizeLinear", "b", "r", "t", "z")
        .node("Add", "y", "a", "b")
        .isRefused("RP1211", "two different scales");
  }

  @Test
  void sixteenBits() {
    constant("s", Tensor.f32(Shape.SCALAR, 0.1f))
        .constant("z", new Tensor(DType.I32, Shape.SCALAR, new int[] {0}))
        .node("QuantizeLinear", "q", "x", "s", "z")
        .node("DequantizeLinear", "y", "q", "s", "z")
        .isRefused("RP1213", "'x'", "I32");
  }

  @Test
  void asymmetricWeights() {
    parameters()
        .constant("w", Tensor.u8(Shape.of(2, 2), (byte) 0, (byte) 255, (byte) 7, (byte) 9))
        .node("DequantizeLinear", "wf", "w", "s", "z")
        .node("MatMul", "y", "x", "wf")
        .isRefused("RP1209", "wf");
  }

  @Test
  void arithmeticOnCodes() {
    parameters().node("QuantizeLinear", "q", "x", "s", "z").node("Relu", "r", "q").node("DequantizeLinear", "y", "r", "s", "z").isRefused("RP1212", "Relu");
  }

  @Test
  void mutatedFilesEndInADiagnosticOrAModel() throws Exception {
    Random random = new Random(9);
    int refused = 0;
    int read = 0;
    for (String name : List.of("residual_qdq_u8", "residual_qdq_s8", "residual_qlinear")) {
      byte[] file = Files.readAllBytes(Path.of(System.getProperty("reprise.home"), "test-vectors/models", name + ".onnx"));
      for (int round = 0; round < 250; round++) {
        byte[] bytes = file.clone();
        for (int k = 0; k <= random.nextInt(6); k++) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        try {
          QuantizedImporter.read(OnnxModel.parse(bytes, name, null), ImportOptions.defaults());
          read++;
        } catch (RepriseException e) {
          refused++;
        }
      }
    }
    assertThat(refused + read).isEqualTo(750);
    assertThat(refused).isGreaterThan(100);
    assertThat(read).isGreaterThan(50);
  }
}
