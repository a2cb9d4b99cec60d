package dev.reprise.compiler.canonicalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.TensorType;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.models.ExporterGraphs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphTextTest {
  /** Random graphs with their constants under the limit, read back exactly. */
  @Test
  void randomGraphsAreReadBack() {
    int read = 0;
    Set<String> kinds = new TreeSet<>();
    for (int seed = 0; seed < 200; seed++) {
      Graph graph = ExporterGraphs.random(seed);
      String text = GraphText.print(graph);
      if (!text.contains(" crc ")) {
        assertThat(GraphText.parse(text)).isEqualTo(graph);
        graph.nodes().forEach(n -> kinds.add(n.op().kind()));
        read++;
      }
    }
    assertThat(read).isGreaterThan(50);
    assertThat(kinds.size()).isGreaterThan(Op.class.getPermittedSubclasses().length / 2);
  }

  @Test
  void namesOfOtherToolsAndSpecialValuesAreReadBack() {
    Map<String, TensorType> inputs = new LinkedHashMap<>();
    inputs.put("in \"put\"", TensorType.f32(1, 2));
    inputs.put("image:0", TensorType.f32(Shape.SCALAR));
    Tensor special = Tensor.f32(Shape.of(4), -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE);
    Graph graph = Graph.inferred("main graph", inputs, List.of("in \"put\""), List.of(), Map.of("onnx::Conv_1,2", special));
    assertThat(GraphText.parse(GraphText.print(graph))).isEqualTo(graph);
  }

  @Test
  void everyElementTypeIsReadBack() {
    Map<DType, Object> data =
        Map.of(
            DType.F32, new float[] {1.1f, 2},
            DType.F64, new double[] {0.1, 1e300},
            DType.U8, new byte[] {-1, 2},
            DType.S8, new byte[] {-128, 127},
            DType.BOOL, new byte[] {1, 0},
            DType.I32, new int[] {Integer.MIN_VALUE, 3},
            DType.I64, new long[] {Long.MAX_VALUE, -4});
    assertThat(data).hasSize(DType.values().length);
    data.forEach(
        (type, array) -> {
          Tensor tensor = new Tensor(type, Shape.of(2), array);
          assertThat(ConstantText.parse(new LineScanner(ConstantText.print(tensor)))).isEqualTo(tensor);
        });
  }

  @Test
  void longConstantsArePrintedAsTheirChecksum() {
    float[] data = new float[65];
    data[64] = 1;
    String text = ConstantText.print(Tensor.f32(Shape.of(65), data));
    assertThat(text).matches("f32\\[65\\] crc [0-9a-f]{8}");
    assertThatThrownBy(() -> ConstantText.parse(new LineScanner(text))).hasMessageContaining("cannot be read back");
    data[64] = -0f;
    assertThat(ConstantText.print(Tensor.f32(Shape.of(65), data))).contains(" crc ");
    data[64] = 0;
    assertThat(ConstantText.print(Tensor.f32(Shape.of(65), data))).isEqualTo("f32[65] 0.0 ...");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "y = Nonsense(x)                    | no operator is called Nonsense",
        "y = Softmax(x)                     | needs the attribute axis",
        "y = Relu(x                         | expected ','",
        "y Relu(x)                          | is no tensor type",
        "y f32[1x3] = Relu(x)               | y is declared f32[1x3] but is f32[1x2]",
        "y = Relu(x) @ a b                  | expected '='",
        "constant c f32[2] 1.0              | line ends early",
        "constant c f32[2] 1.0 2.0 3.0      | unexpected '3.0'",
      })
  void saysWhichLineCannotBeRead(String line, String message) {
    assertThatThrownBy(() -> GraphText.parse("graph g\ninput x f32[1x2]\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
