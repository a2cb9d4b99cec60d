package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import dev.reprise.host.link.Transports;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyResult;
import dev.reprise.simulators.GvsocSimulator;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where GVSoC is installed: the image of the built-in simulator trains the bits of the golden executor that rounds as GVSoC does. */
class GvsocLockstepTest {
  private static final int NEW_SAMPLES = 5;
  private static final int SAMPLES = 20;

  @TempDir private Path folder;

  @ParameterizedTest(name = "network {0}")
  @ValueSource(longs = {0, 1, 2})
  void trainsTheSameBits(long seed) {
    GvsocSimulator gvsoc = new GvsocSimulator();
    assumeTrue(gvsoc.available(), "gvsoc is not on the PATH");
    Target target = Rig.TARGETS.get("pulp-open");
    Compiled compiled = CompiledNetwork.random(seed, target, Accumulate.FUSED);
    LearnerModel model = compiled.model();
    compiled.files().write(folder.resolve("net"));
    Path elf = Rig.build(target, folder.resolve("net"), List.of());
    try (SimulatorSession session = gvsoc.start(target, elf, SimulatorOptions.defaults().withTimeLimit(Duration.ofMinutes(10)));
        LearnerClient client =
            LearnerClient.connect(Transports.open(session.link(), session.name()), Rig.hash(model), LinkTiming.of(session.link()), LinkListener.NONE)) {
      VerifyResult result =
          Verification.run(
              model,
              client,
              gvsoc.rounds(client.info().accumulate()),
              Rig.oneEvent(model, NEW_SAMPLES),
              LearnSettings.of(model),
              Rig.noise(model, SAMPLES),
              null,
              LearnListener.NONE);
      assertThat(result.difference()).isNull();
    }
  }
}
