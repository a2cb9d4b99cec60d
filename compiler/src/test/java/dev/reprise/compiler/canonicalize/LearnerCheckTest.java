package dev.reprise.compiler.canonicalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.reprise.compiler.diag.RepriseException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is no learner is refused with its number, naming node and operator. */
class LearnerCheckTest {
  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("RP1101", "node 'conv' (Conv)", "input x f32[1x1x2x2]\nw = Relu(x) @ relu\ny = Conv(x, w) kernel=[2,2] @ conv\noutput y"),
        arguments("RP1101", "node 'fc' (Gemm)", "input x f32[1x1]\nr = Relu(x) @ r\ny = Gemm(x, r) alpha=1.0 beta=1.0 @ fc\noutput y"),
        arguments("RP1102", "node 'mm' (MatMul)", "input x f32[1x2x2]\ny = MatMul(x, x) @ mm\noutput y"),
        arguments("RP1102", "node 'id' (Identity)", "input x f32[1x2]\ny = Identity(x) @ id\noutput y"),
        arguments(
            "RP1102", "node 'mean' (ReduceMean)", "input x f32[1x2x3x4]\ny = ReduceMean(x) axes=[0,1] keepDims=true @ mean\noutput y"),
        arguments(
            "RP1102",
            "node 'conv3' (Conv)",
            "input x f32[1x1x2x2x2]\nconstant w f32[1x1x1x1x1] 1.0\ny = Conv(x, w) kernel=[1,1,1] @ conv3\noutput y"),
        arguments(
            "RP1102",
            "node 'soft' (Softmax)",
            "input x f32[1x2]\nconstant c f32[1x2] 1.0 2.0\ns = Softmax(c) axis=1 @ soft\ny = Add(x, s) @ add\noutput y"),
        arguments("RP1103", "node 'flat' (Reshape)", "input x f32[1x2x2]\ny = Reshape(x) shape=[4] @ flat\noutput y"),
        arguments("RP1103", "node 'softmax' (Softmax)", "input x f32[1x2]\ny = Softmax(x) axis=0 @ softmax\noutput y"),
        arguments("RP1103", "node 'log' (LogSoftmax)", "input x f32[1x2]\ny = LogSoftmax(x) axis=0 @ log\noutput y"),
        arguments("RP1103", "node 'join' (Concat)", "input x f32[1x2]\ny = Concat(x, x) axis=0 @ join\noutput y"),
        arguments("RP1103", "node 'turn' (Transpose)", "input x f32[1x2x3]\ny = Transpose(x) perm=[2,1,0] @ turn\noutput y"),
        arguments("RP1103", "input 'x'", "input x f32[2x2]\ny = Relu(x) @ relu\noutput y"),
        arguments("RP1104", "graph 'g'", "input x f32[1x2]\ninput z f32[1x2]\ny = Add(x, z) @ add\noutput y"),
        arguments("RP1105", "graph 'g'", "input x f32[1x2]\ny = Relu(x) @ relu\noutput x\noutput y"),
        arguments("RP1106", "input 'x'", "input x f64[1x2]\ny = Relu(x) @ relu\noutput y"),
        arguments("RP1107", "node 'crop' (Pad)", "input x f32[1x2]\ny = Pad(x) begin=[0,0] end=[0,-2] value=0.0 @ crop\noutput y"));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("refused")
  void refuses(String id, String place, String graph) {
    assertThatThrownBy(() -> LearnerCheck.check(Canonicalizer.run(GraphText.parse("graph g\n" + graph))))
        .isInstanceOfSatisfying(
            RepriseException.class,
            e -> {
              assertThat(e.diagnostic().code().id()).isEqualTo(id);
              assertThat(e.diagnostic().place()).isEqualTo(place);
              assertThat(e.diagnostic().toString()).doesNotContain("%s");
            });
  }

  @Test
  void everyCodeIsRefusedOnce() {
    assertThat(refused().map(a -> a.get()[0]).distinct()).hasSize(CanonicalizeError.values().length);
  }
}
