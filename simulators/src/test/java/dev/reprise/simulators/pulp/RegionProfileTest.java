package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cycles by the region that the controller says it is in. */
class RegionProfileTest {
  private static final int CONTROLLER = 8;
  private static final int CORES = 9;
  private static final int ALONE = 200;
  private static final int ROUNDS = 3;
  private static final int RETURN = 0x00008067;

  @Test
  void cyclesOfAllCoresBelongToTheRegionOfTheController() {
    TestProgram p = program();
    PulpMachine m = p.machine();
    m.regions(Set.of("region"), Set.of("back"), 0);
    PulpOutcome o = m.run(1_000_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    List<RegionProfile> regions = m.profile().regions();
    assertThat(regions).extracting(RegionProfile::number).containsExactly(0, 1, 2);
    assertThat(regions).extracting(RegionProfile::entries).containsExactly(0L, (long) ROUNDS, (long) ROUNDS);
    assertThat(regions.stream().mapToLong(RegionProfile::cycles).sum()).isEqualTo(o.cycles());
    for (RegionProfile r : regions) {
      for (int core = 0; core < CORES; core++) {
        long sum = r.causes().get(core).values().stream().mapToLong(Long::longValue).sum();
        assertThat((double) sum).as("core %d in region %d", core, r.number()).isCloseTo(r.cycles(), within(20.0 * (r.entries() + 1)));
      }
    }
    RegionProfile alone = regions.get(1);
    assertThat(alone.instructions().get(CONTROLLER)).isBetween((long) ROUNDS * ALONE, (long) ROUNDS * (ALONE + 8));
    assertThat(alone.causes().get(0).get(Cause.BARRIER)).as("the team sleeps").isGreaterThanOrEqualTo((long) ROUNDS * ALONE);
    RegionProfile together = regions.get(2);
    assertThat(together.causes().get(0)).containsKeys(Cause.ISSUE, Cause.BARRIER, Cause.MEMORY);
    double issued = together.instructions().subList(0, CONTROLLER).stream().mapToLong(Long::longValue).average().orElseThrow();
    assertThat(together.causesOf(0, CONTROLLER).get(Cause.ISSUE)).isCloseTo(issued, within(0.01));
    assertThat(together.instructions().get(0)).isGreaterThanOrEqualTo(50L * ROUNDS);
  }

  @Test
  void accountingChangesNoCycle() {
    PulpMachine plain = program().machine();
    PulpMachine accounted = program().machine();
    accounted.regions(Set.of("region"), Set.of(), 0);
    assertThat(accounted.run(1_000_000)).isEqualTo(plain.run(1_000_000));
    assertThat(accounted.profile().functions()).isEqualTo(plain.profile().functions());
    assertThat(plain.profile().regions()).isEmpty();
  }

  /** In region 1 the controller works while the team waits, in region 2 the team does. */
  private static TestProgram program() {
    TestProgram p = new TestProgram().add(Encoder.j(0, 8)).function("region").add(RETURN).function("boot");
    int region = TestProgram.BASE + 4;
    p.cluster((1 << CORES) - 1, CORES);
    Barriers.setUp(p, (1 << CORES) - 1);
    p.li(9, TestProgram.DATA).li(8, ROUNDS).add(Encoder.csrr(5, 0xf14)).li(6, CONTROLLER);
    int controllerWords = 2 + 1 + ALONE + 1 + 2 + 1 + 1 + 2 + 6;
    p.add(Encoder.b(1, 5, 6, 4 * (controllerWords + 1)));
    int loop = p.here();
    p.li(10, 1).add(Encoder.j(1, region - p.here())).repeat(ALONE, Encoder.NOP);
    p.add(Barriers.WAIT).li(10, 2);
    p.add(Encoder.j(1, region - p.here()), Barriers.WAIT, Encoder.addi(8, 8, -1));
    p.add(Encoder.b(1, 8, 0, loop - p.here())).exit(0);
    p.repeat(Math.max(0, (loop + 4 * controllerWords - p.here()) / 4), Encoder.NOP);
    int worker = p.here();
    p.add(Barriers.WAIT).repeat(50, Encoder.NOP);
    p.add(Encoder.lw(11, 9, 0), Barriers.WAIT, Encoder.j(0, worker - p.here() - 8));
    return p;
  }
}
