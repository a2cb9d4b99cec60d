package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.verify.VerifyResult;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import dev.reprise.simulators.Simulators;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every STM32 board's image for the simulator trains the golden executor's bits: on its own emulated chip, or where another board stands in. */
class EmulatedBoardsTest {
  private static final int SEED = 3;
  private static final int NEW_SAMPLES = 5;

  @TempDir private Path folder;

  @Test
  void everyBoardTrainsTheSameBits() {
    int own = 0;
    int standIns = 0;
    for (String name : Rig.TARGETS.names()) {
      Target target = Rig.TARGETS.get(name);
      if (!name.startsWith("stm32")) {
        continue;
      }
      Compiled compiled = CompiledNetwork.random(SEED, target, target.accumulate().get(0));
      int samples = Math.max(0, compiled.model().slots() - 2) + NEW_SAMPLES;
      VerifyResult result = Rig.verify(compiled, target, folder.resolve(name), Rig.oneEvent(compiled.model(), NEW_SAMPLES), samples);
      assertThat(result.difference()).as(name).isNull();
      assertThat(result.steps()).as(name).isGreaterThanOrEqualTo(2);
      own += target.usesStandIn("qemu") ? 0 : 1;
      standIns += target.usesStandIn("qemu") ? 1 : 0;
    }
    assertThat(own).isGreaterThanOrEqualTo(2);
    assertThat(standIns).isGreaterThanOrEqualTo(4);
  }

  @Test
  void aSessionSaysWhatStandsIn() {
    Target target = Rig.TARGETS.get("stm32l476-nucleo");
    CompiledNetwork.random(SEED, target, target.accumulate().get(0)).files().write(folder.resolve("net"));
    Path image = Rig.build(target, folder.resolve("net"), List.of("-O1", "-g0"));
    try (SimulatorSession session = Simulators.forTarget(target).start(target, image, SimulatorOptions.defaults())) {
      assertThat(session.name()).contains("mps2-an386 stands in for stm32l476-nucleo");
    }
    assertThat(target.titleIn("qemu")).startsWith("stm32l476-nucleo (mps2-an386 stands in");
    assertThatThrownBy(() -> Simulators.named("host").start(target, image, SimulatorOptions.defaults())).hasMessageContaining("RP1902");
    assertThatThrownBy(() -> Simulators.named("qemo")).hasMessageContaining("RP1906").hasMessageContaining("qemu");
  }
}
