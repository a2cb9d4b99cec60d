package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A parsed ONNX file whose structure has been checked: known opset, one definition for every name, nodes in topological order. Values are
 * not interpreted yet; {@link ImportState} does that.
 *
 * @param file the file's name, for diagnostics
 * @param opset version of the main operator set, 7 to 22
 * @param inputs the graph inputs that are no initializers, in order
 * @param initializers by name, in file order
 * @param outputs names of the graph outputs, in order
 * @param nodes the nodes that the outputs need, sorted topologically and otherwise in file order
 * @param readValues the values that those nodes and the graph outputs read
 */
public record OnnxModel(
    String file,
    Path folder,
    String graphName,
    int opset,
    List<ValueInfoProto> inputs,
    Map<String, TensorProto> initializers,
    List<String> outputs,
    List<OnnxNode> nodes,
    Set<String> readValues) {
  private static final int OLDEST_OPSET = 7;
  private static final int NEWEST_OPSET = 22;

  /** @throws RepriseException where the file cannot be read or is no well-formed model of a known opset */
  public static OnnxModel read(Path path) {
    String name = path.getFileName() == null ? path.toString() : path.getFileName().toString();
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (IOException | OutOfMemoryError e) {
      String missing = Files.isDirectory(path) ? "it is a folder" : "there is no such file";
      String why = Files.isRegularFile(path) ? "it cannot be opened or is too large" : missing;
      throw new RepriseException(Diagnostic.of(OnnxError.UNREADABLE, path.toString(), why), e);
    }
    return parse(bytes, name, path.toAbsolutePath().getParent());
  }

  /**
   * Parses a model from memory.
   *
   * @param name what diagnostics call it
   * @param folder where external data may lie, or null for nowhere
   * @throws RepriseException where the bytes are no well-formed model of a known opset
   */
  public static OnnxModel parse(byte[] bytes, String name, Path folder) {
    ModelProto proto;
    try {
      proto = ModelProto.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw new RepriseException(Diagnostic.of(OnnxError.NOT_ONNX, name, "its bytes do not parse"), e);
    }
    return of(proto, name, folder);
  }

  /** As {@link #parse}, from a parsed message. */
  public static OnnxModel of(ModelProto proto, String name, Path folder) {
    if (!proto.hasGraph()) {
      throw RepriseException.of(OnnxError.NOT_ONNX, name, "it has no graph");
    }
    GraphProto graph = proto.getGraph();
    int opset = opset(proto, name);
    Map<String, TensorProto> initializers = new LinkedHashMap<>();
    for (TensorProto t : graph.getInitializerList()) {
      if (t.getName().isEmpty() || initializers.put(t.getName(), t) != null) {
        throw RepriseException.of(OnnxError.MALFORMED, name, "two initializers are named '" + t.getName() + "', or one has no name");
      }
    }
    // before IR version 4 every initializer had to be listed as an input too
    List<ValueInfoProto> inputs = graph.getInputList().stream().filter(i -> !initializers.containsKey(i.getName())).toList();
    NodeOrder order = NodeOrder.of(graph, inputs, initializers.keySet(), name, opset);
    return new OnnxModel(
        name,
        folder,
        graph.getName(),
        opset,
        inputs,
        Collections.unmodifiableMap(initializers),
        order.outputs(),
        order.nodes(),
        order.readValues());
  }

  private static int opset(ModelProto proto, String name) {
    long found = 0;
    for (OperatorSetIdProto o : proto.getOpsetImportList()) {
      if (o.getDomain().isEmpty() || o.getDomain().equals("ai.onnx")) {
        if (found != 0 && found != o.getVersion()) {
          throw RepriseException.of(OnnxError.MALFORMED, name, "it names two versions of the main operator set");
        }
        found = o.getVersion();
      }
    }
    if (found < OLDEST_OPSET || found > NEWEST_OPSET) {
      throw RepriseException.of(OnnxError.OPSET, name, found == 0 ? "(none)" : found);
    }
    return (int) found;
  }
}
