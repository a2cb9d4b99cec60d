package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Memory and jump forms of the C extension; {@link QemuComparisonTest} runs the arithmetic ones. */
class CompressedDecoderTest {
  @Test
  void formsExpandToTheWordsTheyStandFor() {
    int[][] rows = {
      {0x41c8, Encoder.lw(10, 11, 4)},
      {0x5dfc, Encoder.lw(15, 11, 124)},
      {0xc1c8, Encoder.sw(10, 11, 4)},
      {0x40b2, Encoder.lw(1, 2, 12)},
      {0x50fe, Encoder.lw(1, 2, 252)},
      {0xc606, Encoder.sw(1, 2, 12)},
      {0x1141, Encoder.addi(2, 2, -16)},
      {0x0141, Encoder.addi(2, 2, 16)},
      {0x7139, Encoder.addi(2, 2, -64)},
      {0x6141, Encoder.addi(2, 2, 16)},
      {0x0808, Encoder.addi(10, 2, 16)},
      {0x8082, Encoder.i(0, 0x67, 0, 1, 0)},
      {0x9782, Encoder.i(0, 0x67, 1, 15, 0)},
      {0xa001, Encoder.j(0, 0)},
      {0xbffd, Encoder.j(0, -2)},
      {0x2011, Encoder.j(1, 4)},
      {0xc501, Encoder.b(0, 10, 0, 8)},
      {0xfff5, Encoder.b(1, 15, 0, -4)},
      {0x9002, 0x00100073}
    };
    for (int[] row : rows) {
      assertThat(CompressedDecoder.expand(row[0])).as("%04x", row[0]).isEqualTo(row[1]);
      assertThat(Decoder.decode(row[0]).size).isEqualTo(2);
    }
  }

  @Test
  void reservedFormsAreIllegal() {
    for (int h : new int[] {0x0000, 0x2000, 0x4002, 0x6101, 0x6081, 0x8002, 0x9c01, 0x9001, 0x1502 | 0x1000, 0xa000, 0xe002}) {
      assertThat(Decoder.decode(h).op).as("%04x", h).isEqualTo(Op.ILLEGAL);
    }
  }
}
