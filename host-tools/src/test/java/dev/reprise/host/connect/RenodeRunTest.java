package dev.reprise.host.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.host.link.LearnerClient;
import dev.reprise.host.link.LinkListener;
import dev.reprise.host.link.LinkTiming;
import dev.reprise.host.link.Transports;
import dev.reprise.simulators.RenodeSimulator;
import dev.reprise.simulators.SimulatorOptions;
import dev.reprise.simulators.SimulatorSession;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each board's own image in Renode, where that is installed. */
class RenodeRunTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"stm32f405", "stm32f407-discovery", "stm32f746-discovery", "stm32h743-nucleo", "stm32h753", "stm32l476-nucleo"})
  void theBoardsImageAnswersInRenode(String name) {
    RenodeSimulator renode = new RenodeSimulator();
    assumeTrue(renode.available(), "renode is not installed");
    Target board = new Targets(CompiledNetwork.HOME).get(name);
    CompiledNetwork.random(3, board, board.accumulate().get(0)).files().write(folder.resolve(name));
    Path elf = ProjectBuilder.build(folder.resolve(name), board, ProjectBuilder.Image.BOARD, List.of());
    SimulatorOptions options = SimulatorOptions.defaults().withTimeLimit(Duration.ofMinutes(5));
    try (SimulatorSession session = renode.start(board, elf, options);
        LearnerClient client = LearnerClient.connect(Transports.open(session.link(), session.name()), null, LinkTiming.DEFAULT, LinkListener.NONE)) {
      assertThat(client.infer(new byte[client.info().inputBytes()]).logits()).hasSize(client.info().classes());
      assertThat(session.executedInstructions().orElseThrow()).isPositive();
    }
  }
}
