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
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The C learner behind a real pseudo-terminal (made by socat), driven through the serial library. */
class SerialLockstepTest {
  private static final int NEW = 5;
  private static final int SAMPLES = 20;

  @TempDir private Path folder;

  @Test
  void learnsTheSameBits() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator)).anyMatch(p -> Files.isExecutable(Path.of(p, "socat"))), "socat is not installed");
    Target host = Rig.TARGETS.get("host");
    Compiled compiled = CompiledNetwork.random(3, host, Accumulate.FUSED);
    LearnerModel model = compiled.model();
    compiled.files().write(folder.resolve("project"));
    Path learner = Rig.build(host, folder.resolve("project"), List.of("-O1", "-g0"));
    Path pty = folder.resolve("tty");
    Process socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + pty, "exec:" + learner).inheritIO().start();
    try {
      for (int i = 0; i < 500 && !Files.exists(pty); i++) {
        Thread.sleep(10);
      }
      try (LearnerClient client = LearnerClient.connect(Transports.open("serial:" + pty), Rig.hash(model), LinkTiming.DEFAULT, LinkListener.NONE)) {
        VerifyResult result =
            Verification.run(model, client, Rig.oneEvent(model, NEW), LearnSettings.of(model), Rig.noise(model, SAMPLES), null, LearnListener.NONE);
        assertThat(result.difference()).isNull();
        assertThat(result.steps()).isPositive();
      }
    } finally {
      socat.destroyForcibly().waitFor();
    }
  }
}
