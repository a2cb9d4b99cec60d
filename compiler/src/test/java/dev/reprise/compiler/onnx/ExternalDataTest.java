package dev.reprise.compiler.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weights outside the model file: taken from beside it, and from nowhere else. */
class ExternalDataTest {
  private static final Tensor WEIGHTS = Tensor.f32(Shape.of(3), 1, 2, 3);

  @TempDir Path outside;
  private Path folder;

  @BeforeEach
  void twoFolders() throws IOException {
    folder = Files.createDirectory(outside.resolve("model"));
    byte[] data = TensorWriter.write("w", WEIGHTS).getRawData().toByteArray();
    byte[] shifted = new byte[4 + data.length];
    System.arraycopy(data, 0, shifted, 4, data.length);
    Files.write(folder.resolve("weights.bin"), shifted);
    Files.write(outside.resolve("secret.bin"), shifted);
  }

  private Graph read(Map<String, String> entries) throws IOException {
    OnnxModelBuilder b = new OnnxModelBuilder(13);
    TensorProto.Builder w = TensorProto.newBuilder().setName("w").setDataType(1).addDims(3).setDataLocation(TensorProto.DataLocation.EXTERNAL);
    entries.forEach((k, v) -> w.addExternalData(StringStringEntryProto.newBuilder().setKey(k).setValue(v)));
    b.graph().addInitializer(w);
    ModelProto model = b.build(b.node("Add", List.of(b.input(Tensor.zeros(Shape.of(3))), "w")));
    Files.write(folder.resolve("m.onnx"), model.toByteArray());
    return OnnxImporter.read(folder.resolve("m.onnx"), ImportOptions.defaults());
  }

  private OnnxError refusal(Map<String, String> entries) {
    RepriseException e = catchThrowableOfType(RepriseException.class, () -> read(entries));
    assertThat(e).isNotNull();
    assertThat(e.getMessage()).contains("m.onnx", "'w'");
    return (OnnxError) e.diagnostic().code();
  }

  @Test
  void dataBesideTheModelIsRead() throws IOException {
    assertThat(read(Map.of("location", "weights.bin", "offset", "4", "length", "12")).constant("w")).isEqualTo(WEIGHTS);
    assertThat(read(Map.of("location", "weights.bin", "offset", "4")).constant("w")).isEqualTo(WEIGHTS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret.bin", "absent.bin", "", ".", "..", "sub/weights.bin", "link.bin", "weights.bin/", "\0"})
  void otherPlacesAreRefused(String location) throws IOException {
    Files.createSymbolicLink(folder.resolve("link.bin"), outside.resolve("secret.bin"));
    if (location.equals("weights.bin/")) {
      // the same file by another spelling is fine
      assertThat(read(Map.of("location", location, "offset", "4")).constant("w")).isEqualTo(WEIGHTS);
    } else {
      assertThat(refusal(Map.of("location", location, "offset", "4"))).isEqualTo(OnnxError.EXTERNAL_DATA);
    }
  }

  @Test
  void absolutePathsAreRefused() {
    assertThat(refusal(Map.of("location", folder.resolve("weights.bin").toString()))).isEqualTo(OnnxError.EXTERNAL_DATA);
  }

  @Test
  void rangesOutsideTheFileAreRefused() {
    assertThat(refusal(Map.of("location", "weights.bin", "offset", "5"))).isEqualTo(OnnxError.EXTERNAL_DATA);
    assertThat(refusal(Map.of("location", "weights.bin", "offset", "9223372036854775807"))).isEqualTo(OnnxError.EXTERNAL_DATA);
    assertThat(refusal(Map.of("location", "weights.bin", "offset", "-1"))).isEqualTo(OnnxError.EXTERNAL_DATA);
    assertThat(refusal(Map.of("location", "weights.bin", "offset", "four"))).isEqualTo(OnnxError.EXTERNAL_DATA);
    assertThat(refusal(Map.of("location", "weights.bin", "length", "8"))).isEqualTo(OnnxError.TENSOR_DATA);
  }

  @Test
  void modelsFromMemoryHaveNoFolder() throws IOException {
    read(Map.of("location", "weights.bin", "offset", "4"));
    byte[] bytes = Files.readAllBytes(folder.resolve("m.onnx"));
    RepriseException e =
        catchThrowableOfType(RepriseException.class, () -> OnnxImporter.read(OnnxModel.parse(bytes, "m", null), ImportOptions.defaults()));
    assertThat(e.diagnostic().code()).isEqualTo(OnnxError.EXTERNAL_DATA);
  }
}
