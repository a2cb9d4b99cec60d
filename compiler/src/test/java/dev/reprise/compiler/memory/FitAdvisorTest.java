package dev.reprise.compiler.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FitAdvisorTest {
  private static final long ROOM = 100_000;

  private record Config(int slots, int bits, boolean momentum) {
    long missing() {
      return Math.max(0, (long) slots * 300 * bits / 8 + (momentum ? 30_000 : 20_000) - ROOM);
    }
  }

  @Test
  void theThreeCheapestChangesThatFitAreNamedCheapestFirst() {
    List<FitAdvisor.Knob<Config>> knobs =
        List.of(
            knob("slots", 5, new Config(250, 8, true), new Config(200, 8, true)),
            knob("bits", 1, new Config(300, 7, true), new Config(300, 6, true)),
            knob("momentum", 3, new Config(300, 8, false)),
            knob("everything", 9, new Config(0, 8, true)));
    List<FitAdvisor.Alternative<Config>> advice = FitAdvisor.advise(knobs, Config::missing);
    assertThat(advice).extracting(FitAdvisor.Alternative::config)
        .containsExactly(new Config(300, 6, true), new Config(200, 8, true), new Config(0, 8, true));
    assertThat(advice).allSatisfy(a -> assertThat(a.config().missing()).isZero());
  }

  @Test
  void aKnobThatNeverFitsIsLeftOut() {
    assertThat(FitAdvisor.advise(List.of(knob("momentum", 1, new Config(300, 8, false))), Config::missing)).isEmpty();
  }

  @Test
  void theMessageNamesTheChanges() {
    PlanResult.DoesNotFit result =
        new PlanResult.DoesNotFit(77, new MemoryPlan(List.of(), Map.of(), Map.of(), false), true, Map.of("sram", 77L));
    assertThat(FitAdvisor.failure("model.onnx", result, List.of("--bits 6", "--replay 200")))
        .hasMessageContaining("RP1401 model.onnx: the plan needs 77 bytes more")
        .hasMessageContaining("sram by 77")
        .hasMessageContaining("--bits 6; --replay 200");
  }

  private static FitAdvisor.Knob<Config> knob(String name, double cost, Config... configs) {
    List<FitAdvisor.Alternative<Config>> steps = new ArrayList<>();
    for (Config config : configs) {
      steps.add(new FitAdvisor.Alternative<>(name + steps.size(), cost + steps.size(), config));
    }
    return new FitAdvisor.Knob<>(name, steps);
  }
}
