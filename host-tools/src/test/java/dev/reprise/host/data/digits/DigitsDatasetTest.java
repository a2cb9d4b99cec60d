package dev.reprise.host.data.digits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.ir.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DigitsDatasetTest {
  /** CRC-32 of the first 200 images of seed 1. The stored model and the demo's figures hold for these images only. */
  private static final long CRC_OF_SEED_1 = 509166828L;

  @Test
  void theSameBytesOnEveryJava() {
    CRC32 crc = new CRC32();
    DigitsDataset digits = new DigitsDataset(1, 200);
    for (int i = 0; i < digits.size(); i++) {
      crc.update(digits.image(i));
    }
    assertThat(crc.getValue()).isEqualTo(CRC_OF_SEED_1);
  }

  @Test
  void samplesAreThePixelsOver255() {
    DigitsDataset digits = new DigitsDataset(2, 10);
    assertThat(digits.shape()).isEqualTo(Shape.of(1, 28, 28));
    byte[] image = digits.image(3);
    float[] sample = digits.sample(3);
    for (int i = 0; i < image.length; i++) {
      assertThat(sample[i]).isEqualTo((image[i] & 0xff) / 255f);
    }
  }

  @Test
  void aLargerSetBeginsWithTheSmallerOneAndSeedsShareNothing() {
    assertThat(new DigitsDataset(2, 100).image(7)).isEqualTo(new DigitsDataset(2, 10).image(7));
    Set<ByteBuffer> distinct = new HashSet<>();
    for (long seed = 1; seed <= 3; seed++) {
      DigitsDataset digits = new DigitsDataset(seed, 300);
      for (int i = 0; i < digits.size(); i++) {
        distinct.add(ByteBuffer.wrap(digits.image(i)));
      }
    }
    assertThat(distinct).hasSize(900);
  }

  @Test
  void everyDigitIsDrawnVisibly() {
    DigitsDataset digits = new DigitsDataset(3, 500);
    int[] perClass = new int[DigitsDataset.CLASSES];
    for (int i = 0; i < digits.size(); i++) {
      perClass[digits.label(i)]++;
      int bright = 0;
      for (byte b : digits.image(i)) {
        bright += (b & 0xff) > 110 ? 1 : 0;
      }
      assertThat(bright).as("ink of image %d", i).isBetween(10, 400);
    }
    assertThat(perClass).containsOnly(50);
  }

  @Test
  void exportIsIdx(@TempDir Path dir) throws Exception {
    DigitsDataset digits = new DigitsDataset(4, 12);
    DigitsExport.write(digits, dir.resolve("d").toString());
    ByteBuffer images = ByteBuffer.wrap(Files.readAllBytes(dir.resolve("d-images.idx3-ubyte")));
    assertThat(new int[] {images.getInt(), images.getInt(), images.getInt(), images.getInt()}).containsExactly(0x803, 12, 28, 28);
    byte[] last = new byte[784];
    images.position(images.capacity() - 784).get(last);
    assertThat(last).isEqualTo(digits.image(11));
    ByteBuffer labels = ByteBuffer.wrap(Files.readAllBytes(dir.resolve("d-labels.idx1-ubyte")));
    assertThat(new int[] {labels.getInt(), labels.getInt()}).containsExactly(0x801, 12);
    assertThat(labels.get(8 + 11)).isEqualTo((byte) 1);
  }

  @Test
  void indicesAreChecked() {
    DigitsDataset digits = new DigitsDataset(1, 5);
    assertThatThrownBy(() -> digits.sample(5)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> digits.label(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new DigitsDataset(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
