package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RotationTest {
  private final Core[] cores =
      IntStream.range(0, 4).mapToObj(n -> new Core(n, n, true, null, null, null, new CoreProfile(1))).toArray(Core[]::new);
  private final Rotation rotation = new Rotation(cores);

  @Test
  void theNextCoreThatIsAwakeComesFirst() {
    cores[0].readyAt = 0;
    cores[2].readyAt = 7;
    assertThat(IntStream.range(0, 4).map(rotation::first)).containsExactly(2, 0, 2, 0);
  }

  @Test
  void coresThatWakeBeginAnewWithTheLowest() {
    for (Core c : cores) {
      c.readyAt = 0;
    }
    rotation.first(0);
    rotation.wake(3, 6);
    rotation.wake(1, 6);
    rotation.wake(2, 6);
    assertThat(IntStream.range(4, 9).map(rotation::first)).containsExactly(2, 3, 1, 2, 3);
  }
}
