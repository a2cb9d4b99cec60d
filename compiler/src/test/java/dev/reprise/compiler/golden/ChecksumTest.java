package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChecksumTest {
  @Test
  void checkValueOfTheStandard() {
    assertThat(Checksum.of("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo(0xcbf43926);
  }

  @Test
  void floatsAreLittleEndianAndNansAlike() {
    float nan = Float.intBitsToFloat(0xffc12345);
    assertThat(Checksum.of(new float[] {1f, nan})).isEqualTo(Checksum.of(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, (byte) 0xc0, 0x7f}));
    assertThat(Checksum.of(new float[] {-0f})).isNotEqualTo(Checksum.of(new float[] {0f}));
  }
}
