package dev.reprise.compiler.onnx;

import dev.reprise.compiler.onnx.NodeTestCase.Outcome;
import dev.reprise.compiler.onnx.NodeTestCase.Result;
import dev.reprise.compiler.onnx.fold.Folding;
import dev.reprise.compiler.onnx.op.OperatorRegistry;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The text of {@code docs/operators.md}. */
final class OperatorTableText {
  private static final String HEAD =
      """
      # ONNX operators

      Written by `ConformanceTest` from its results (`-Dreprise.update=true`); do not edit.

      Opsets 7 to 22 of ONNX's main domain, float32, static shapes, windows over one or two spatial axes. "Device" operators work on data;
      "import" operators are evaluated when the model is read, so their inputs must be constants or static shapes. An operator with both
      does the latter where all its inputs are constant. The columns count the cases of the ONNX node test suite (Debian package
      `libonnx-testdata`) that consist of this operator alone; weights and settings are bound as constants. Passed means within the suite's
      tolerance, `|actual - expected| <= 1e-7 + 1e-3 |expected|`.

      | operator | where | executed | evaluated | excluded |
      |---|---|---|---|---|
      """;

  private OperatorTableText() {}

  static String of(Map<NodeTestCase, Result> results, Map<String, ConformanceTest.Exclusion> exclusions) {
    Map<String, int[]> counts = new TreeMap<>();
    Set<String> operators = new TreeSet<>(OperatorRegistry.operators());
    operators.addAll(Folding.operators());
    operators.forEach(o -> counts.put(o, new int[3]));
    int[] several = new int[3];
    results.forEach(
        (c, r) -> {
          int[] row = c.operators().size() == 1 ? counts.get(c.operators().iterator().next()) : several;
          row[r.outcome() == Outcome.EXECUTED ? 0 : r.outcome() == Outcome.EVALUATED ? 1 : 2]++;
        });
    StringBuilder text = new StringBuilder(HEAD);
    int[] sum = new int[3];
    counts.forEach((o, n) -> row(text, o, where(o), n, sum));
    row(text, "several", "", several, sum);
    row(text, "**all**", "", sum, new int[3]);
    text.append("\n## Excluded cases\n\nEach is refused with a diagnostic.\n\n| case | diagnostic | reason |\n|---|---|---|\n");
    exclusions.forEach((c, e) -> text.append("| `" + c + "` | " + e.code() + " | " + e.reason() + " |\n"));
    return text.toString();
  }

  private static String where(String operator) {
    boolean device = OperatorRegistry.find(operator) != null;
    return device && Folding.knows(operator) ? "device, import" : device ? "device" : "import";
  }

  private static void row(StringBuilder text, String name, String where, int[] n, int[] sum) {
    text.append(String.format("| %s | %s | %d | %d | %d |%n", name, where, n[0], n[1], n[2]).replace("\r\n", "\n"));
    for (int i = 0; i < n.length; i++) {
      sum[i] += n[i];
    }
  }
}
