package dev.reprise.compiler.quantize.qlinear;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.onnx.OnnxWriter;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.QTensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The frozen stage as an ONNX model on unsigned 8-bit tensors, in QLinear operators where there is one and in DequantizeLinear, float operator,
 * QuantizeLinear otherwise: the oracle for the integers. It uses the stage's scales, zero points and integer weights, but none of its
 * multipliers, which ONNX Runtime derives again from the scales. It needs the operator sets {@code ""} 19 and {@code com.microsoft} 1.
 */
public final class QLinearExporter {
  private static final int OPSET = 22;
  private static final String MICROSOFT = "com.microsoft";

  private QLinearExporter() {}

  /** The stage from its input to its output; both keep their names. */
  public static ModelProto export(QGraph graph) {
    GraphProto.Builder to = GraphProto.newBuilder().setName("frozen");
    to.addInput(OnnxWriter.info(graph.input(), type(graph.tensor(graph.input()))));
    to.addOutput(OnnxWriter.info(graph.output(), type(graph.tensor(graph.output()))));
    QNodeWriter writer = new QNodeWriter(to, graph, name -> name);
    graph.nodes().forEach(writer::write);
    return model(to.build());
  }

  /**
   * Every operation on its own: the model's inputs are {@link #layerInput} of each value that an operation reads, its outputs all values that an
   * operation makes.
   */
  public static ModelProto exportLayers(QGraph graph) {
    GraphProto.Builder to = GraphProto.newBuilder().setName("layers");
    Map<String, QTensor> read = new LinkedHashMap<>();
    for (QNode node : graph.nodes()) {
      node.inputs().forEach(i -> read.put(i, graph.tensor(i)));
      to.addOutput(OnnxWriter.info(node.output(), type(graph.tensor(node.output()))));
    }
    read.forEach((name, tensor) -> to.addInput(OnnxWriter.info(layerInput(name), type(tensor))));
    QNodeWriter writer = new QNodeWriter(to, graph, QLinearExporter::layerInput);
    graph.nodes().forEach(writer::write);
    return model(to.build());
  }

  /** The input of {@link #exportLayers} that stands for {@code value} where an operation reads it. */
  public static String layerInput(String value) {
    return "in//" + value;
  }

  private static TensorType type(QTensor t) {
    return new TensorType(DType.U8, t.shape());
  }

  private static ModelProto model(GraphProto graph) {
    return OnnxWriter.model(graph, OPSET).toBuilder()
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(MICROSOFT).setVersion(1))
        .build();
  }
}
