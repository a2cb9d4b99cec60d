package dev.reprise.compiler.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.canonicalize.GraphText;
import dev.reprise.compiler.models.ResNet8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class InspectionTest {
  /** The whole table of a residual model as a text; {@code -Dreprise.update=true} rewrites it. */
  @Test
  void tableOfResNet8() throws IOException {
    Path file = Path.of(System.getProperty("reprise.home"), "compiler/src/test/resources/dev/reprise/compiler/inspect/resnet8.txt");
    String table = InspectionTable.render(Inspection.of(Canonicalizer.run(ResNet8.build(16, 32, 10, 1))), false, 130);
    if (Boolean.getBoolean("reprise.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, table);
    }
    assertThat(table).isEqualTo(Files.readString(file));
  }

  @Test
  void colorAndWidthChangeTheLookOnly() {
    Inspection inspection = Inspection.of(Canonicalizer.run(ResNet8.build(16, 32, 10, 1)));
    String plain = InspectionTable.render(inspection, false, 130);
    assertThat(InspectionTable.render(inspection, true, 130).replaceAll("\u001b\\[[0-9]+m", "")).isEqualTo(plain);
    assertThat(InspectionTable.render(inspection, false, 110)).contains("…").contains("12.50M");
  }

  /** Worked out by hand: a frozen-gradient branch, biases, kept activations. */
  @Test
  void figuresOfASmallBranchedModel() {
    Inspection i =
        Inspection.of(
            GraphText.parse(
                """
                graph g
                input x f32[1x2x4x4]
                constant w1 f32[3x2x3x3] random 1
                constant b1 f32[3] random 2
                constant w2 f32[3x1x3x3] random 3
                constant w3 f32[5x48] random 4
                a = Conv(x, w1, b1) kernel=[3,3] padsBegin=[1,1] padsEnd=[1,1] @ conv
                d = Conv(a, w2) groups=3 kernel=[3,3] padsBegin=[1,1] padsEnd=[1,1] @ dw
                s = Add(a, d) @ add
                f = Reshape(s) shape=[1,48] @ flat
                y = Linear(f, w3) @ fc
                output y
                """));
    assertThat(i.layers().stream().map(LayerFigures::macs)).containsExactly(48L * 18, 48L * 9, 0L, 0L, 5L * 48);
    assertThat(i.weights()).isEqualTo(54 + 27 + 240);
    assertThat(i.biases()).isEqualTo(3);
    assertThat(i.splits()).hasSize(3);
    SplitFigures input = i.splits().get(0);
    assertThat(input.minibatchMacs()).isEqualTo(128L * (2 * (864 + 432 + 240) + 432 + 240));
    assertThat(input.minibatchFrozenMacs()).isZero();
    assertThat(input.memory()).isEqualTo(new TrainingMemory(4 * 324, 4 * 324, 4 * 324, 4 * (32 + 48 + 48)));
    SplitFigures conv = i.splits().get(1);
    assertThat(conv.replayBytes()).isEqualTo(new ReplayBytes(192, 48, 42, 36));
    assertThat(conv.minibatchMacs()).isEqualTo(128L * (2 * (432 + 240) + 240));
    assertThat(conv.minibatchFrozenMacs()).isEqualTo(21L * 864);
    assertThat(conv.trainableBiases()).isZero();
    assertThat(i.splits().get(2).point().aliases()).containsExactly("f", "flat");
  }

  @Test
  void jsonHasTheFigures() {
    JsonNode json = new ObjectMapper().valueToTree(Inspection.of(Canonicalizer.run(ResNet8.build(4, 16, 10, 1))));
    assertThat(json.at("/layers/0/name").asText()).isEqualTo("stem");
    assertThat(json.at("/layers/0/shape").toString()).isEqualTo("[1,4,16,16]");
    assertThat(json.at("/splits/1/point/node").asText()).isEqualTo("stem");
    assertThat(json.at("/splits/1/replayBytes/bits8").asLong()).isEqualTo(4 * 16 * 16);
    assertThat(json.at("/splits/1/memory/total").asLong())
        .isEqualTo(3 * json.at("/splits/1/memory/weights").asLong() + json.at("/splits/1/memory/activations").asLong());
  }
}
