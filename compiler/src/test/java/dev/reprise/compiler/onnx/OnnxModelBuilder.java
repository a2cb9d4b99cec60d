package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Builds small ONNX models for tests, node by node, with sample data for their inputs. */
final class OnnxModelBuilder {
  private final int opset;
  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("test");
  private final Map<String, Tensor> samples = new LinkedHashMap<>();
  private int values;

  OnnxModelBuilder(int opset) {
    this.opset = opset;
  }

  int opset() {
    return opset;
  }

  /** An input of the sample's type. */
  String input(Tensor sample) {
    String name = "x" + values++;
    graph.addInput(OnnxWriter.info(name, sample.tensorType()));
    samples.put(name, sample);
    return name;
  }

  /** An input of normal values. */
  String input(Random random, int... dims) {
    return input(normal(random, dims));
  }

  /** An input whose dimensions may be open: names and numbers. */
  String openInput(String... dims) {
    String name = "x" + values++;
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(1);
    for (String d : dims) {
      boolean number = d.matches("-?[0-9]+");
      tensor.getShapeBuilder().addDim(
          number
              ? ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimValue(Long.parseLong(d))
              : ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension.newBuilder().setDimParam(d));
    }
    graph.addInput(ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)));
    return name;
  }

  String constant(Tensor value) {
    String name = "c" + values++;
    graph.addInitializer(TensorWriter.write(name, value));
    return name;
  }

  String weights(Random random, int... dims) {
    return constant(normal(random, dims));
  }

  String longs(long... data) {
    return constant(Tensor.i64(Shape.of(data.length), data));
  }

  String scalar(float value) {
    return constant(Tensor.f32(Shape.SCALAR, value));
  }

  /** Adds a node; returns its one output. */
  String node(String type, List<String> inputs, AttributeProto... attributes) {
    String output = "v" + values++;
    graph.addNode(NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addOutput(output).addAllAttribute(List.of(attributes)));
    return output;
  }

  /** The message under construction, for what the other methods cannot say. */
  GraphProto.Builder graph() {
    return graph;
  }

  Map<String, Tensor> samples() {
    return samples;
  }

  ModelProto build(String... outputs) {
    for (String o : outputs) {
      // the element type alone: ONNX Runtime infers the shape
      TypeProto.Tensor tensor = TypeProto.Tensor.newBuilder().setElemType(1).build();
      graph.addOutput(ValueInfoProto.newBuilder().setName(o).setType(TypeProto.newBuilder().setTensorType(tensor)));
    }
    return OnnxWriter.model(graph.build(), opset);
  }

  static Tensor normal(Random random, int... dims) {
    float[] data = new float[Shape.of(dims).elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = (float) random.nextGaussian();
    }
    return Tensor.f32(Shape.of(dims), data);
  }

  static AttributeProto text(String name, String value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.STRING)
        .setS(ByteString.copyFromUtf8(value))
        .build();
  }

  static AttributeProto tensor(String name, Tensor value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.TENSOR).setT(TensorWriter.write("", value)).build();
  }

}
