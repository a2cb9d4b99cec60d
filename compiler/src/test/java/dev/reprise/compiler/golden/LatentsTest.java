package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** N7 against integers of any size and real arithmetic. */
class LatentsTest {
  @Test
  void everyCodeGoesToTheNearestLevel() {
    for (int bits = 1; bits <= 8; bits++) {
      Latents latents = new Latents(256, bits, 0.05f, 0);
      byte[] codes = new byte[256];
      for (int q = 0; q < 256; q++) {
        codes[q] = (byte) q;
      }
      float[] x = latents.unpack(latents.pack(codes));
      double step = 255.0 * 0.05f / ((1 << bits) - 1);
      for (int q = 0; q < 256; q++) {
        assertThat((double) x[q]).as("%d bits, code %d", bits, q).isCloseTo(q * (double) 0.05f, within(step / 2 * 1.0001));
      }
      assertThat(x[0]).isEqualTo(0f);
      assertThat(x[255]).isCloseTo(255 * 0.05f, within(2e-6f));
    }
  }

  @Test
  void slotIsOneNumberLeastSignificantBitFirst() {
    Random random = new Random(3);
    int cases = 0;
    for (int bits = 1; bits <= 8; bits++) {
      for (int elements : new int[] {1, 3, 8, 13, 37}) {
        Latents latents = new Latents(elements, bits, 1f, 7);
        byte[] codes = new byte[elements];
        random.nextBytes(codes);
        BigInteger stream = BigInteger.ZERO;
        for (int k = 0; k < elements; k++) {
          long level = (2L * (codes[k] & 0xff) * ((1 << bits) - 1) + 255) / 510;
          stream = stream.or(BigInteger.valueOf(level).shiftLeft(k * bits));
        }
        byte[] slot = latents.pack(codes);
        assertThat(slot).hasSize((elements * bits + 7) / 8);
        byte[] bigEndian = new byte[slot.length + 1];
        for (int i = 0; i < slot.length; i++) {
          bigEndian[slot.length - i] = slot[i];
        }
        assertThat(new BigInteger(bigEndian)).as("%d bits, %d elements", bits, elements).isEqualTo(stream);
        cases++;
      }
    }
    assertThat(cases).isEqualTo(40);
  }

  @Test
  void eightBitsKeepTheCodes() {
    Latents latents = new Latents(4, 8, 0.125f, 128);
    byte[] codes = {0, 127, (byte) 128, (byte) 255};
    assertThat(latents.pack(codes)).isEqualTo(codes);
    assertThat(latents.unpack(codes)).containsExactly(-16f, -0.125f, 0f, 15.875f);
  }

  @Test
  void thirtyTwoBitsAreLittleEndianFloats() {
    Latents latents = new Latents(2, 32, 0.1f, 10);
    byte[] slot = latents.pack(new byte[] {10, (byte) 200});
    assertThat(latents.slotBytes()).isEqualTo(8);
    ByteBuffer buffer = ByteBuffer.wrap(slot).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(buffer.getFloat()).isEqualTo(10 * 0.1f + (float) (-10 * (double) 0.1f));
    assertThat(buffer.getFloat()).isEqualTo(200 * 0.1f + (float) (-10 * (double) 0.1f));
    assertThat(latents.unpack(slot)[1]).isCloseTo(19f, within(1e-5f));
  }

  @Test
  void inputsRoundToNearestEven() {
    assertThat(QuantizeInput.codes(new float[] {0.5f, 1.5f, 2.5f, -0.5f, 300f, -9f, Float.NaN, Float.POSITIVE_INFINITY, -1e30f}, 1f, 3))
        .containsExactly(3, 5, 5, 3, 255, 0, 3, 255, 0);
    assertThat(QuantizeInput.codes(new float[] {1f, 0.4999f}, 1f / 255, 0)).containsExactly(255, 127);
  }
}
