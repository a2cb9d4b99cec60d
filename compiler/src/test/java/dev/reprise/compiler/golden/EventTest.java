package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How minibatches are put together (N9.2 to N9.4). */
class EventTest {
  private static TrainingConfig config(int epochs, int fresh, int replayed) {
    return new TrainingConfig(1, epochs, fresh, replayed, 0.1f, 0, false, 0, Schedule.CONSTANT, 1, 1, 0);
  }

  @Test
  void everyEpochTakesEachNewSampleOnceAndCyclesThroughTheReplays() {
    int cases = 0;
    Random seeds = new Random(8);
    for (; cases < 200; cases++) {
      int n = 1 + seeds.nextInt(40);
      int used = seeds.nextInt(30);
      int epochs = 1 + seeds.nextInt(3);
      TrainingConfig config = config(epochs, seeds.nextInt(9), 1 + seeds.nextInt(20));
      Composition mix = Composition.of(config, n, used);
      Event event = new Event(n, used, config);
      int perEpoch = (n + mix.fresh() - 1) / mix.fresh();
      assertThat(event.steps()).isEqualTo(epochs * perEpoch);
      Pcg32 random = new Pcg32(cases, 54);
      int[] lastOrder = {};
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] fresh = {};
        int[] replayed = {};
        for (int s = 0; s < perEpoch; s++) {
          Event.Minibatch minibatch = event.nextMinibatch(random);
          assertThat(minibatch.fresh().length).isEqualTo(s < perEpoch - 1 ? mix.fresh() : n - mix.fresh() * (perEpoch - 1));
          assertThat(minibatch.replayed().length).isEqualTo(mix.replayed());
          fresh = IntStream.concat(IntStream.of(fresh), IntStream.of(minibatch.fresh())).toArray();
          replayed = IntStream.concat(IntStream.of(replayed), IntStream.of(minibatch.replayed())).toArray();
        }
        assertThat(IntStream.of(fresh).sorted().toArray()).isEqualTo(IntStream.range(0, n).toArray());
        for (int k = 0; k < replayed.length; k++) {
          assertThat(replayed[k]).isBetween(0, used - 1).isEqualTo(replayed[k % used]);
        }
        assertThat(Arrays.stream(replayed, 0, Math.min(used, replayed.length)).distinct().count()).isEqualTo(Math.min(used, replayed.length));
        if (n > 12) {
          assertThat(fresh).isNotEqualTo(lastOrder);
        }
        lastOrder = fresh;
      }
      assertThat(event.trained()).isTrue();
    }
    assertThat(cases).isEqualTo(200);
  }

  @Test
  void proportionalMixFollowsTheShares() {
    int cases = 0;
    for (int size = 1; size <= 64; size += 3) {
      for (int n = 1; n < 900; n += 37) {
        for (int used = 0; used < 2000; used += 111) {
          Composition mix = Composition.of(config(1, 0, size), n, used);
          double share = (double) size * n / (n + used);
          if (used == 0) {
            assertThat(mix).isEqualTo(new Composition(size, 0));
          } else {
            assertThat(mix.fresh() + mix.replayed()).isEqualTo(size);
            assertThat((double) mix.fresh()).isBetween(Math.min(1, share - 0.5), Math.max(1, share + 0.5));
            assertThat(mix.fresh()).isGreaterThanOrEqualTo(1);
            assertThat(mix.replayed()).isGreaterThanOrEqualTo(size > 1 ? 1 : 0);
          }
          cases++;
        }
      }
    }
    assertThat(cases).isEqualTo(22 * 25 * 19);
  }

  @Test
  void theProtocolOfLatentReplayIs13To51() {
    assertThat(Composition.of(config(4, 13, 51), 800, 500)).isEqualTo(new Composition(13, 51));
    assertThat(Composition.of(config(4, 13, 51), 800, 0)).isEqualTo(new Composition(13, 0));
    assertThat(new Event(800, 500, config(4, 13, 51)).steps()).isEqualTo(4 * 62);
  }
}
