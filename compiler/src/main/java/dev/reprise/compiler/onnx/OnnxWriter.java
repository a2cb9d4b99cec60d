package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.MaxPool;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Graph to ONNX model, for calibration and cross-checks with ONNX Runtime. Values keep their names; the result is deterministic. The model
 * has opset 13, or 22 where a pool is in ceil mode or an average pool is dilated.
 */
public final class OnnxWriter {
  private static final int OPSET = 13;
  /** Dilated average pools came with opset 19; before 22, shape inference counts ceil-mode windows that start in the end padding. */
  private static final int OPSET_OF_NEW_POOLS = 22;

  private OnnxWriter() {}

  /** The model with the graph's own outputs. */
  public static ModelProto write(Graph graph) {
    return write(graph, List.of());
  }

  /**
   * The model with {@code extraOutputs} as further outputs, behind the graph's own; names that are outputs already are not repeated.
   *
   * @throws IllegalArgumentException where the graph has no value of such a name
   */
  public static ModelProto write(Graph graph, Collection<String> extraOutputs) {
    int opset = opset(graph);
    GraphProto.Builder b = GraphProto.newBuilder().setName(graph.name().isEmpty() ? "graph" : graph.name());
    graph.inputs().forEach(i -> b.addInput(info(i, graph.type(i))));
    graph.constants().forEach((n, t) -> b.addInitializer(TensorWriter.write(n, t)));
    NodeWriter nodes = new NodeWriter(b, graph, opset);
    graph.nodes().forEach(nodes::write);
    Set<String> outputs = new LinkedHashSet<>(graph.outputs());
    outputs.addAll(extraOutputs);
    for (String o : outputs) {
      if (graph.type(o) == null) {
        throw new IllegalArgumentException("graph " + graph.name() + " has no value '" + o + "'");
      }
      b.addOutput(info(o, graph.type(o)));
    }
    return model(b.build(), opset);
  }

  /** Wraps a graph of the main operator set. */
  public static ModelProto model(GraphProto graph, int opset) {
    return ModelProto.newBuilder()
        .setIrVersion(opset > 18 ? 9 : 7)
        .setProducerName("reprise")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
        .setGraph(graph)
        .build();
  }

  /** The declaration of a value of static shape. */
  public static ValueInfoProto info(String name, TensorType type) {
    TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(TensorWriter.code(type.type())).setShape(shape(type.shape()));
    return ValueInfoProto.newBuilder().setName(name).setType(TypeProto.newBuilder().setTensorType(tensor)).build();
  }

  private static TensorShapeProto shape(Shape shape) {
    TensorShapeProto.Builder b = TensorShapeProto.newBuilder();
    for (int d : shape.dims()) {
      b.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(d));
    }
    return b.build();
  }

  private static int opset(Graph graph) {
    for (Node n : graph.nodes()) {
      boolean newAverage = n.op() instanceof AveragePool a && (a.window().ceil() || a.window().dilations().stream().anyMatch(d -> d != 1));
      if (newAverage || (n.op() instanceof MaxPool m && m.window().ceil())) {
        return OPSET_OF_NEW_POOLS;
      }
    }
    return OPSET;
  }
}
