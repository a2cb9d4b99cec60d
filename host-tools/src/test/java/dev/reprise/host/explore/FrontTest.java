package dev.reprise.host.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.host.explore.ExploreReport.Point;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of two learners with the same weights the smaller is on the front; one that trains more is not beaten by one that trains less. */
class FrontTest {
  @Test
  void fewestSlotsOfEachSplit() {
    List<Point> front = SampleReport.of(List.of()).points().stream().filter(Point::front).toList();
    assertThat(front).hasSize(4).allSatisfy(p -> assertThat(p.slots()).isEqualTo(375));
    assertThat(front).extracting(Point::split).containsExactly("19", "27", "19", "27");
  }
}
