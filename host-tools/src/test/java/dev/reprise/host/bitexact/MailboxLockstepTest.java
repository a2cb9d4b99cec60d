package dev.reprise.host.bitexact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.verify.VerifyResult;
import dev.reprise.simulators.Programs;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Learners on a cluster whose link is the mailbox in L2 train the golden executor's bits. */
class MailboxLockstepTest {
  private static final int NEW_SAMPLES = 5;
  private static final int SAMPLES = 20;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}, network {1}")
  @CsvSource({"pulp-open, 0", "vega, 1"})
  void trainsTheSameBits(String name, long seed) {
    assumeTrue(Programs.find("clang-19").isPresent(), "clang-19 is not installed");
    Target target = Rig.TARGETS.get(name);
    Compiled compiled = CompiledNetwork.random(seed, target, Accumulate.FUSED);
    LearnerModel model = compiled.model();
    compiled.files().write(folder.resolve("net"));
    VerifyResult result = Rig.verifyProject(model, target, folder.resolve("net"), Rig.oneEvent(model, NEW_SAMPLES), SAMPLES, List.of("-DRP_LINK_MAILBOX"));
    assertThat(result.difference()).isNull();
    assertThat(result.steps()).isPositive();
  }
}
