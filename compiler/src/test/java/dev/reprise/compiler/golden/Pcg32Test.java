package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Pcg32Test {
  /** Round 1 of the output that the reference implementation's demo prints for seed 42, stream 54. */
  @Test
  void publishedVectors() {
    Pcg32 random = new Pcg32(42, 54);
    int[] expected = {0xa15c02b7, 0x7b47f409, 0xba1d3330, 0x83d2f293, 0xbfa4784b, 0xcbed606e};
    assertThat(IntStream.range(0, 6).map(i -> random.next()).toArray()).isEqualTo(expected);
  }

  /** N8.2 in unbounded integers, for bounds that reject often and never. */
  @Test
  void boundedIsLemires() {
    int[] bounds = {1, 2, 3, 10, 1000, 0x10001, 0x7fffffff, 0x80000001, 0xc0000000, -1};
    BigInteger word = BigInteger.ONE.shiftLeft(32);
    int rejected = 0;
    for (int n : bounds) {
      Pcg32 random = new Pcg32(5, 54);
      Pcg32 raw = new Pcg32(5, 54);
      BigInteger bound = BigInteger.valueOf(Integer.toUnsignedLong(n));
      for (int k = 0; k < 2000; k++) {
        BigInteger product = BigInteger.valueOf(Integer.toUnsignedLong(raw.next())).multiply(bound);
        while (product.mod(word).compareTo(word.mod(bound)) < 0) {
          product = BigInteger.valueOf(Integer.toUnsignedLong(raw.next())).multiply(bound);
          rejected++;
        }
        assertThat(Integer.toUnsignedLong(random.bounded(n))).isEqualTo(product.shiftRight(32).longValueExact());
      }
      assertThat(random.state()).isEqualTo(raw.state());
    }
    assertThat(rejected).isGreaterThan(500);
  }

  @Test
  void permutationsAreUniform() {
    Pcg32 random = new Pcg32(1, Pcg32.LEARNER_STREAM);
    int[] counts = new int[24];
    for (int k = 0; k < 24_000; k++) {
      int[] p = random.permutation(4);
      assertThat(IntStream.of(p).sorted().toArray()).containsExactly(0, 1, 2, 3);
      int rank = 0;
      for (int i = 0; i < 4; i++) {
        int at = p[i];
        rank = rank * (4 - i) + at - (int) Arrays.stream(p, 0, i).filter(v -> v < at).count();
      }
      counts[rank]++;
    }
    double chiSquare = IntStream.of(counts).mapToDouble(c -> (c - 1000.0) * (c - 1000.0) / 1000).sum();
    assertThat(chiSquare).isLessThan(49.7); // 23 degrees of freedom, 0.1 %
    assertThat(new Pcg32(3, 54).permutation(1)).containsExactly(0);
    assertThat(new Pcg32(3, 54).permutation(0)).isEmpty();
  }
}
