package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.golden.FloatExecutor;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** One case of the ONNX node test suite: a model with inputs and expected outputs. */
record NodeTestCase(String name, Path folder, ModelProto model) {
  /** How a case came out. */
  enum Outcome {
    /** Imported as a graph over data, and executed. */
    EXECUTED,
    /** Evaluated at import, with every input bound as a constant. */
    EVALUATED,
    /** Refused with a diagnostic in both ways. */
    REFUSED,
    /** Computed something else. */
    WRONG
  }

  record Result(Outcome outcome, String detail) {}

  /** The operators whose inputs are all data; of the others only input 0 is, and the rest are weights and settings. */
  private static final Set<String> ALL_INPUTS_ARE_DATA = Set.of("Add", "Sub", "Mul", "Div", "MatMul", "Concat", "Sum", "Gemm");

  private static final Set<String> UNCHANGED_UP_TO_7 = Set.of("GlobalAveragePool", "GlobalMaxPool", "HardSigmoid");

  static NodeTestCase read(Path folder) {
    try {
      ModelProto model = ModelProto.parseFrom(Files.readAllBytes(folder.resolve("model.onnx")));
      return new NodeTestCase(folder.getFileName().toString(), folder, lifted(model));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The suite declares these operators' oldest opset; opset 7 has the same definition of them. */
  private static ModelProto lifted(ModelProto model) {
    boolean same = model.getGraph().getNodeList().stream().allMatch(n -> UNCHANGED_UP_TO_7.contains(n.getOpType()));
    if (!same || model.getOpsetImportCount() != 1 || model.getOpsetImport(0).getVersion() >= 7) {
      return model;
    }
    ModelProto.Builder builder = model.toBuilder();
    builder.getOpsetImportBuilder(0).setVersion(7);
    return builder.build();
  }

  Set<String> operators() {
    Set<String> set = new TreeSet<>();
    for (NodeProto n : model.getGraph().getNodeList()) {
      set.add(n.getDomain().isEmpty() ? n.getOpType() : n.getDomain() + "." + n.getOpType());
    }
    return set;
  }

  /** Runs every data set of the case, on the graph as imported and on its canonical form. */
  Result run() throws IOException {
    boolean allData = operators().stream().allMatch(ALL_INPUTS_ARE_DATA::contains);
    Result executed = run(i -> allData || i.equals(model.getGraph().getInput(0).getName()), Outcome.EXECUTED);
    if (executed.outcome() != Outcome.REFUSED || model.getGraph().getInputCount() == 0) {
      return executed;
    }
    Result evaluated = run(i -> false, Outcome.EVALUATED);
    return evaluated.outcome() == Outcome.REFUSED ? executed : evaluated;
  }

  private Result run(Predicate<String> isData, Outcome success) throws IOException {
    int sets = 0;
    for (; Files.isDirectory(folder.resolve("test_data_set_" + sets)); sets++) {
      Path set = folder.resolve("test_data_set_" + sets);
      ImportOptions options = ImportOptions.defaults();
      Map<String, Tensor> data = new LinkedHashMap<>();
      List<ValueInfoProto> inputs = model.getGraph().getInputList();
      Graph graph;
      try {
        for (int i = 0; i < inputs.size(); i++) {
          Tensor t = tensor(set.resolve("input_" + i + ".pb"));
          data.put(inputs.get(i).getName(), t);
          if (!isData.test(inputs.get(i).getName())) {
            options = options.withConstant(inputs.get(i).getName(), t);
          }
        }
        graph = OnnxImporter.read(OnnxModel.of(model, name, null), options);
      } catch (RepriseException e) {
        return new Result(Outcome.REFUSED, e.diagnostic().code().id() + " " + e.diagnostic().message());
      }
      boolean hasNodes = !graph.nodes().isEmpty();
      if (success == Outcome.EVALUATED && hasNodes) {
        return new Result(Outcome.REFUSED, "not evaluated at import");
      }
      for (Graph form : List.of(graph, Canonicalizer.run(graph))) {
        Map<String, Tensor> values = FloatExecutor.run(form, data, Accumulate.FUSED);
        for (int o = 0; o < graph.outputs().size(); o++) {
          String difference = Tolerance.difference(values.get(graph.outputs().get(o)), tensor(set.resolve("output_" + o + ".pb")));
          if (difference != null) {
            return new Result(Outcome.WRONG, (form == graph ? "" : "canonical form: ") + difference);
          }
        }
      }
      if (!hasNodes) {
        success = Outcome.EVALUATED;
      }
    }
    return sets == 0 ? new Result(Outcome.WRONG, "the case has no data") : new Result(success, "");
  }

  private static Tensor tensor(Path file) throws IOException {
    return new TensorReader(new ExternalData(null)).read(TensorProto.parseFrom(Files.readAllBytes(file)), file.getFileName().toString());
  }

  /** All cases, sorted by name. */
  static List<NodeTestCase> all(Path node) throws IOException {
    List<Path> folders;
    try (var list = Files.list(node)) {
      folders = list.filter(Files::isDirectory).sorted().toList();
    }
    return new ArrayList<>(folders.stream().map(NodeTestCase::read).toList());
  }
}
