package dev.reprise.host.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.device.GoldenDevice;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.TinyLearner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenVectorsTest {
  private final LearnerModel model = TinyLearner.model(10, 60);

  @TempDir private Path project;

  @Test
  void aRecordedRunVerifiesADevice() throws IOException {
    write(GoldenVectors.record(model, Accumulate.SEPARATE).json());
    GoldenVectors vectors = GoldenVectors.of(project, model);
    VerifyResult result =
        Verification.run(
            model,
            new GoldenDevice(model, Accumulate.SEPARATE),
            vectors.plan(),
            vectors.settings(),
            vectors.data(),
            vectors.test(),
            LearnListener.NONE);
    assertThat(result.equal()).isTrue();
    // 4 new samples, 2 to a minibatch, one epoch
    assertThat(result.steps()).isEqualTo(2);
  }

  @Test
  void theSameModelGivesTheSameText() {
    assertThat(GoldenVectors.record(model, Accumulate.FUSED).json()).isEqualTo(GoldenVectors.record(model, Accumulate.FUSED).json());
  }

  @Test
  void otherNumbersAreRefused() throws IOException {
    String text = GoldenVectors.record(model, Accumulate.SEPARATE).json();
    write(text.replaceFirst("\"loss\" : \"(.)", "\"loss\" : \"0"));
    assertThatThrownBy(() -> GoldenVectors.of(project, model)).hasMessageContaining("RP2004");
    write("{]");
    assertThatThrownBy(() -> GoldenVectors.of(project, model)).hasMessageContaining("RP2004");
    Files.delete(project.resolve(GoldenVectors.FILE_NAME));
    assertThatThrownBy(() -> GoldenVectors.of(project, model)).hasMessageContaining("RP2004");
  }

  private void write(String text) throws IOException {
    Files.writeString(project.resolve(GoldenVectors.FILE_NAME), text);
  }
}
