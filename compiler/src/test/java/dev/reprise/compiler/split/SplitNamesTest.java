package dev.reprise.compiler.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.canonicalize.GraphText;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Splits by the names that the exporter gave, and what is said where there is none. */
class SplitNamesTest {
  private static final Graph ORIGINAL =
      GraphText.parse(
          """
          graph net
          input image f32[1x2x8]
          constant w1 f32[2x2x3] random 1
          constant gamma f32[2] 1.0 2.0
          constant zeros f32[2] 0.0 ...
          constant w2 f32[2x2x1] random 2
          constant w3 f32[3x16] random 3
          constant w4 f32[4x3] random 4
          /f/Conv_output_0 = Conv(image, w1) kernel=[3] padsBegin=[1] padsEnd=[1] @ /f/Conv
          /f/Bn_output_0 = BatchNormalization(/f/Conv_output_0, gamma, zeros, zeros, gamma) epsilon=0.0 @ /f/Bn
          /f/Relu_output_0 = Relu(/f/Bn_output_0) @ /f/Relu
          /f/Dropout_output_0 = Identity(/f/Relu_output_0) @ /f/Dropout
          branch = Conv(/f/Dropout_output_0, w2) kernel=[1] @ /f/branch
          sum = Add(/f/Dropout_output_0, branch) @ /f/Add
          flat = Reshape(sum) shape=[1,16] @ /Flatten
          hidden = Gemm(flat, w3) alpha=1.0 beta=1.0 transB=true @ /fc1/Gemm
          relu = Relu(hidden) @ /fc1/Relu
          scaled = BatchNormalization(relu, w5, w6, w6, w5) epsilon=0.0 @ /fc1/Bn
          logits = Gemm(scaled, w4) alpha=1.0 beta=1.0 transB=true @ /fc2/Gemm
          probabilities = Softmax(logits) axis=1 @ /Softmax
          constant w5 f32[3] 2.0 ...
          constant w6 f32[3] 1.0 ...
          output probabilities
          """);
  private static final Graph CANONICAL = Canonicalizer.run(ORIGINAL);

  @ParameterizedTest
  @CsvSource({
    "image, ''",
    "0, ''",
    "/f/Relu_output_0, /f/Relu",
    "/f/Relu, /f/Relu",
    "/f/Dropout_output_0, /f/Relu",
    "/f/Dropout, /f/Relu",
    "/f/Conv, /f/Conv",
    "/f/Conv_output_0, /f/Conv",
    "/f/Bn_output_0, /f/Conv",
    "sum, /f/Add",
    "/Flatten, /f/Add",
    "flat, /f/Add",
    "relu, /fc1/Relu",
    "5, /fc1/Relu",
    "auto, /fc1/Relu",
    "last, /fc1/Relu",
  })
  void finds(String name, String node) {
    assertThat(Splits.find(CANONICAL, ORIGINAL, name).node()).isEqualTo(node);
  }

  @Test
  void saysWhyNot() {
    assertRefused("RP1120", "no value or node is called 'nowhere'", () -> find("nowhere"));
    assertRefused("RP1120", "no value or node is called '6'", () -> find("6"));
    assertRefused("RP1121", "another tensor goes past it", () -> find("branch"));
    assertRefused("RP1121", "no layer with weights would be left", () -> find("logits"));
    assertRefused("RP1121", "no layer with weights would be left", () -> find("/Softmax"));
    assertRefused("RP1121", "it is a constant", () -> find("w3"));
    assertRefused("RP1122", "'scaled' no longer exists", () -> find("scaled"));
    Graph weightless = GraphText.parse("graph g\ninput x f32[1x2]\ny = Relu(x) @ relu\noutput y");
    assertRefused("RP1123", "no Conv", () -> Splits.find(weightless, weightless, "auto"));
  }

  @Test
  void refusesWhatCannotBeTrained() {
    Graph tokens = GraphText.parse("graph g\ninput x f32[1x3x2]\nconstant w f32[4x2] random 1\ny = Linear(x, w) @ fc\noutput y");
    assertRefused("RP1124", "1x3x4", () -> Split.at(tokens, Splits.legal(tokens).get(0)));
    Graph single = GraphText.parse("graph g\ninput x f32[1x2]\nconstant w f32[1x2] random 1\ny = Linear(x, w) @ fc\noutput y");
    assertRefused("RP1124", "1x1", () -> Split.at(single, Splits.legal(single).get(0)));
    Graph shared =
        GraphText.parse(
            """
            graph g
            input x f32[1x2]
            constant w f32[2x2] random 1
            a = Linear(x, w) @ fc1
            b = Relu(a) @ relu
            y = Linear(b, w) @ fc2
            output y
            """);
    assertRefused("RP1125", "'fc3'; it has: fc1, fc2", () -> TrainableSelection.of(shared, List.of("fc3")));
    assertRefused("RP1126", "every layer", () -> TrainableSelection.of(shared, List.of("fc*")));
    assertRefused("RP1127", "'w' is read by several nodes: fc1, fc2", () -> TrainableSelection.of(shared, List.of()));
  }

  private static SplitPoint find(String name) {
    return Splits.find(CANONICAL, ORIGINAL, name);
  }

  private static void assertRefused(String id, String words, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RepriseException.class,
            e -> {
              assertThat(e.diagnostic().code().id()).isEqualTo(id);
              assertThat(e.diagnostic().message()).contains(words);
            });
  }
}
