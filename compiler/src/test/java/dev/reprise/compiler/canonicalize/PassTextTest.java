package dev.reprise.compiler.canonicalize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.Graph;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pass by its texts; {@code -Dreprise.update=true} rewrites what follows {@code --- after}. */
class PassTextTest {
  static List<TextCase> cases() throws IOException {
    return TextCase.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void passTurnsBeforeIntoAfter(TextCase c) throws IOException {
    String result = GraphText.print(c.run());
    if (Boolean.getBoolean("reprise.update")) {
      c.update(result);
    }
    assertThat(result).isEqualTo(Boolean.getBoolean("reprise.update") ? result : c.after());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void printedGraphsAreReadBack(TextCase c) {
    for (Graph graph : List.of(c.input(), c.run())) {
      assertThat(GraphText.parse(GraphText.print(graph))).isEqualTo(graph);
    }
  }

  /** A pass that changed its graph back and forth, or that is not finished after one run, would not end the canonicalizer. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void passHasNothingLeftToDo(TextCase c) {
    Graph after = c.run();
    assertThat(c.runOn(after)).isSameAs(after);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void passKeepsWhatTheGraphComputes(TextCase c) {
    for (int seed = 0; seed < 3; seed++) {
      Equivalence.check(c.input(), c.run(), seed);
    }
  }

  @Test
  void everyPassHasItsTexts() throws IOException {
    Set<String> tested = cases().stream().map(TextCase::pass).collect(Collectors.toCollection(TreeSet::new));
    Set<String> passes = Canonicalizer.passes().stream().map(Pass::name).collect(Collectors.toCollection(TreeSet::new));
    passes.add("canonicalizer");
    assertThat(tested).isEqualTo(passes);
  }
}
