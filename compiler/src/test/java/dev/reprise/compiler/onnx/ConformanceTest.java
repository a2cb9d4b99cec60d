package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.onnx.NodeTestCase.Outcome;
import dev.reprise.compiler.onnx.NodeTestCase.Result;
import dev.reprise.compiler.onnx.fold.Folding;
import dev.reprise.compiler.onnx.op.OperatorRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The ONNX node tests of Debian's {@code libonnx-testdata} for every operator that import claims, through import and the golden executor's
 * float forward. What is not passed is named with its reason in {@code onnx/conformance-exclusions.tsv}; {@code docs/operators.md} holds the
 * results and is made anew by {@code -Dreprise.update=true}.
 */
class ConformanceTest {
  /** Recorded: fewer passing cases are a regression. */
  private static final int PASSING_CASES = 284;

  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final Path EXCLUSIONS = HOME.resolve("compiler/src/test/resources/onnx/conformance-exclusions.tsv");
  private static final Path TABLE = HOME.resolve("docs/operators.md");

  @Test
  void everyClaimedOperatorPassesTheNodeTests() throws IOException {
    Path node = Path.of(System.getProperty("reprise.onnx.testdata", "/usr/share/libonnx-testdata/data/node"));
    assertThat(node).as("node tests of the package libonnx-testdata (apt-get install libonnx-testdata)").isDirectory();
    Map<String, Exclusion> exclusions = exclusions();
    Map<NodeTestCase, Result> results = new LinkedHashMap<>();
    for (NodeTestCase c : NodeTestCase.all(node)) {
      if (c.operators().stream().allMatch(ConformanceTest::isClaimed)) {
        results.put(c, c.run());
      }
    }
    Map<String, String> failures = new TreeMap<>();
    results.forEach(
        (c, r) -> {
          if (r.outcome() == Outcome.REFUSED || r.outcome() == Outcome.WRONG) {
            failures.put(c.name(), r.outcome() + " " + r.detail());
          }
        });
    long passed = results.size() - failures.size();
    System.out.printf("ONNX node tests: %d claimed, %d passed, %d excluded%n", results.size(), passed, failures.size());

    Map<String, String> unexplained = new TreeMap<>(failures);
    unexplained.keySet().removeAll(exclusions.keySet());
    assertThat(unexplained).as("cases that fail without an exclusion").isEmpty();
    assertThat(failures.values()).as("a claimed operator computes something else").noneMatch(f -> f.startsWith("WRONG"));
    assertThat(failures.keySet()).as("exclusions that are not needed").containsAll(exclusions.keySet());
    exclusions.forEach((c, e) -> assertThat(failures.get(c)).as(c).startsWith(Outcome.REFUSED + " " + e.code() + " "));
    assertThat(passed).isGreaterThanOrEqualTo(PASSING_CASES);
    checkTable(OperatorTableText.of(results, exclusions));
  }

  private static boolean isClaimed(String operator) {
    return OperatorRegistry.find(operator) != null || Folding.knows(operator);
  }

  private static void checkTable(String text) throws IOException {
    if (Boolean.getBoolean("reprise.update")) {
      Files.writeString(TABLE, text, StandardCharsets.UTF_8);
    }
    assertThat(TABLE).as("-Dreprise.update=true makes it anew").exists().content(StandardCharsets.UTF_8).isEqualTo(text);
  }

  /** Why a case is not passed: the diagnostic that refuses it, and the reason. */
  record Exclusion(String code, String reason) {}

  /** By case; the file has three columns between tabs, and comments after a hash sign. */
  private static Map<String, Exclusion> exclusions() throws IOException {
    Map<String, Exclusion> map = new TreeMap<>();
    List<String> lines = Files.readAllLines(EXCLUSIONS, StandardCharsets.UTF_8);
    for (String line : lines) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] parts = line.split("\t");
        assertThat(parts).as("case, code, reason: " + line).hasSize(3);
        assertThat(map.put(parts[0], new Exclusion(parts[1], parts[2]))).as("twice: " + line).isNull();
      }
    }
    return map;
  }
}
