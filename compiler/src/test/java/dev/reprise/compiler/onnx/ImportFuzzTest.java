package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.canonicalize.CanonicalizeError;
import ai.onnx.proto.OnnxMl.ModelProto;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.inspect.Inspection;
import dev.reprise.compiler.inspect.InspectionTable;
import dev.reprise.compiler.inspect.SplitFigures;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.split.Split;
import dev.reprise.compiler.split.SplitError;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Seeded mutations of small valid models, of their bytes and of their messages: every one is imported or refused with a diagnostic. */
class ImportFuzzTest {
  private static final int CASES_PER_KIND = 2500;

  @Test
  void changedBytes() {
    List<byte[]> models = models().stream().map(ModelProto::toByteArray).toList();
    Random random = new Random(20240601);
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    for (int i = 0; i < CASES_PER_KIND; i++) {
      byte[] model = models.get(random.nextInt(models.size())).clone();
      attempt(MessageMutator.bytes(model, random), i, outcomes);
    }
    assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(CASES_PER_KIND);
    assertThat(outcomes.keySet()).contains("imported", "RP1002");
  }

  @Test
  void changedMessages() {
    var models = models();
    Random random = new Random(20240602);
    TreeMap<String, Integer> outcomes = new TreeMap<>();
    for (int i = 0; i < CASES_PER_KIND; i++) {
      var builder = models.get(random.nextInt(models.size())).toBuilder();
      for (int k = random.nextInt(3); k >= 0; k--) {
        MessageMutator.mutate(random.nextInt(8) == 0 ? builder : builder.getGraphBuilder(), random);
      }
      attempt(builder.build().toByteArray(), i, outcomes);
    }
    assertThat(outcomes.values().stream().mapToInt(n -> n).sum()).isEqualTo(CASES_PER_KIND);
    // the mutations reach the structure, the attributes, the shapes and the tensors, not only the parser
    assertThat(outcomes.keySet()).contains("imported", "RP1003", "RP1004", "RP1007", "RP1010", "RP1012", "RP1015", "RP1018");
  }

  private static void attempt(byte[] model, int number, TreeMap<String, Integer> outcomes) {
    String what = "case " + number;
    ImportOptions options = number % 2 == 0 ? ImportOptions.defaults() : ImportOptions.defaults().withSingleSample();
    try {
      Graph graph = OnnxImporter.read(OnnxModel.parse(model, "fuzz.onnx", null), options);
      outcomes.merge("imported", 1, Integer::sum);
      inspect(graph);
    } catch (RepriseException e) {
      assertThat(e.diagnostic().code()).as(what).isInstanceOf(OnnxError.class);
      outcomes.merge(e.diagnostic().code().id(), 1, Integer::sum);
    } catch (RuntimeException | Error e) {
      fail(what + " escapes with " + e, e);
    }
  }

  /** What import lets through is simplified, split and inspected, or refused there. */
  private static void inspect(Graph graph) {
    FrontEnd front;
    try {
      front = FrontEnd.of(graph);
    } catch (RepriseException e) {
      assertThat(e.diagnostic().code()).isInstanceOf(CanonicalizeError.class);
      return;
    }
    Inspection inspection = Inspection.of(front.canonical());
    assertThat(InspectionTable.render(inspection, false, 80)).contains(inspection.input());
    for (SplitFigures split : inspection.splits()) {
      try {
        Split.at(front.canonical(), split.point());
      } catch (RepriseException e) {
        assertThat(e.diagnostic().code()).isEqualTo(SplitError.HEAD_SHAPE);
      }
    }
  }

  private static List<ModelProto> models() {
    List<ModelProto> models = new ArrayList<>();
    for (int opset : new int[] {7, 13, 22}) {
      for (String name : OpsetModels.ALL.keySet()) {
        var model = OpsetModels.build(new OnnxModelBuilder(opset), name, opset);
        if (model != null) {
          models.add(model);
        }
      }
    }
    return models;
  }
}
