package dev.reprise.host.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundTripTest {
  /** Four sectors of 128 KB at 4 s and programming 512 KB: 21 s (STM32H743 at the limits of its datasheet). */
  private static final int LONGEST_SAVE_MILLIS = 21_000;

  /** Whatever was measured before: a save may have been quick, and the next one erases large sectors. */
  @Test
  void waitsForTheSlowestSave() {
    for (double measured : new double[] {0, 0.1, 30, 500, 5000}) {
      RoundTrip save = new RoundTrip(LinkTiming.DEFAULT);
      if (measured > 0) {
        for (int i = 0; i < 100; i++) {
          save.measured(measured);
        }
      }
      int patience = IntStream.rangeClosed(0, LinkTiming.DEFAULT.limit()).map(save::timeout).sum();
      assertThat(patience).as("after %s ms", measured).isGreaterThan(LONGEST_SAVE_MILLIS).isBetween(28_000, 45_000);
    }
    assertThat(Request.SAVE.works()).isTrue();
  }
}
