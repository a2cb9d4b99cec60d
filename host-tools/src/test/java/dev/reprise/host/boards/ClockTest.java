package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the clock code of every board on registers that behave as the reference manual says. After each change: the PLL is in its ranges, the flash has the wait
 * states and the supply the voltage that the frequency needs, no bus is too fast, no reserved bit has changed.
 */
class ClockTest {
  private static final Targets TARGETS = new Targets(Path.of(System.getProperty("reprise.home")));
  private static final Map<String, ClockModel> MODELS =
      new TreeMap<>(
          Map.of(
              "stm32f405", new F4F7ClockModel(false, 8_000_000),
              "stm32f407-discovery", new F4F7ClockModel(false, 8_000_000),
              "stm32f746-discovery", new F4F7ClockModel(true, 25_000_000),
              "stm32l476-nucleo", new L4ClockModel(),
              "stm32h743-nucleo", new H7ClockModel(),
              "stm32h753", new H7ClockModel()));

  @TempDir private Path folder;

  @Test
  void everyBoardHasAModel() {
    assertThat(TARGETS.names().stream().filter(n -> n.startsWith("stm32"))).containsExactlyElementsOf(MODELS.keySet());
  }

  @Test
  void everyBoardComesToItsClockOrStaysAtASafeOne() throws IOException {
    int runs = 0;
    for (Map.Entry<String, ClockModel> entry : MODELS.entrySet()) {
      Target target = TARGETS.get(entry.getKey());
      ClockModel model = entry.getValue();
      ClockRun run = ClockRun.of(target, model, folder);
      Set<String> faults = new TreeSet<>();
      model.rules().forEach(r -> faults.add(r.fault()));
      for (String fault : faults) {
        ClockRun.Outcome outcome = run.afterReset(fault);
        boolean full = fault.isEmpty() || model.bearable().contains(fault);
        ClockModel.Clocks clocks = model.clocks(outcome.state());
        String what = target.name() + (fault.isEmpty() ? "" : " without " + fault);
        assertThat(outcome.core()).as(what + ": what it says").isEqualTo(clocks.core());
        assertThat(outcome.apb1()).as(what + ": APB1").isEqualTo(clocks.apb1());
        assertThat(outcome.apb2()).as(what + ": APB2").isEqualTo(clocks.apb2());
        long expected = full ? target.clockHz() : model.clocks(model.reset()).core();
        assertThat(clocks.core()).as(what).isEqualTo(expected);
        assertThat(outcome.changes()).as(what + ": changes checked").isGreaterThanOrEqualTo(fault.equals("supply") ? 0 : 2);
        runs++;
      }
      assertThat(run.inSimulator().core()).as(target.name() + " in a simulator").isEqualTo(target.clockHz());
    }
    assertThat(runs).isGreaterThanOrEqualTo(6 * 4);
  }
}
