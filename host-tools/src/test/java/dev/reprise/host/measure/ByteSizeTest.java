package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "65536, 65536", "64K, 65536", "64 KiB, 65536", "1.5k, 1536", "1M, 1048576", "12b, 12"})
  void sizes(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "K", "1G", "1e3", "64 K K", "0x10", "1.K"})
  void noSizes(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).hasMessageContaining("RP2103");
  }
}
