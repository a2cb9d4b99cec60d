package dev.reprise.compiler.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.quantize.op.QTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of all 256 codes (N6.6) against the float operator in ONNX Runtime. */
class PointwiseTest {
  static Stream<Arguments> functions() {
    return Stream.of(
        Arguments.of(new Relu(), "x", ""),
        Arguments.of(new LeakyRelu(0.2f), "x", ""),
        Arguments.of(new Clip(-1, 2.5f), "x", ""),
        Arguments.of(new Sigmoid(), "x", ""),
        Arguments.of(new Tanh(), "x", ""),
        Arguments.of(new HardSigmoid(0.25f, 0.4f), "x", ""),
        Arguments.of(new HardSwish(), "x", ""),
        Arguments.of(new Add(), "x", "c"),
        Arguments.of(new Sub(), "x", "c"),
        Arguments.of(new Sub(), "c", "x"),
        Arguments.of(new Mul(), "c", "x"),
        Arguments.of(new Div(), "x", "c"));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void tableAgreesWithTheFloatOperator(Op op, String first, String second) {
    List<String> inputs = second.isEmpty() ? List.of(first) : List.of(first, second);
    Map<String, Tensor> constants = second.isEmpty() ? Map.of() : Map.of("c", Tensor.f32(Shape.SCALAR, 1.7f));
    Map<String, TensorType> x = new LinkedHashMap<>(Map.of("x", TensorType.f32(1, 256)));
    Graph graph = Graph.inferred("g", x, List.of("y"), List.of(new Node("f", op, inputs, "y")), constants);
    QParams in = new QParams(0.031f, 77);
    float[] points = new float[256];
    for (int q = 0; q < points.length; q++) {
      points[q] = 0.031f * (q - 77);
    }
    QParams out = new QParams(0.0213f, 60);
    FixedParameters fixed = FixedParameters.none().with("x", in).with("y", out);
    QTable table = (QTable) Quantizer.quantize(graph, Ranges.none(), fixed).graph().nodes().get(0).op();
    byte[] expected = new byte[points.length];
    try (FloatSession session = FloatSession.of(graph)) {
      session.run(
          Tensor.f32(Shape.of(1, 256), points),
          (name, y) -> {
            for (int q = 0; q < expected.length; q++) {
              expected[q] = (byte) Math.max(0, Math.min(255, 60 + Math.round(y[q] / 0.0213)));
            }
          });
    }
    Agreement agreement = new Agreement();
    agreement.add(table.table(), expected);
    assertThat(agreement.largest()).isLessThanOrEqualTo(1);
    assertThat(agreement.exactShare()).isGreaterThanOrEqualTo(0.99);
  }
}
