package dev.reprise.host.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real ptys (a pair made by socat) and a real process. */
class SerialAndPipeTest {
  private static final LinkTiming TIMING = new LinkTiming(250, 30, 500, 20);

  @TempDir Path folder;

  private static boolean installed(String program) throws IOException, InterruptedException {
    try {
      return new ProcessBuilder(program, "-V").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static void waitFor(Path path) throws InterruptedException {
    for (int i = 0; i < 500 && !Files.exists(path); i++) {
      Thread.sleep(10);
    }
    assertThat(path).exists();
  }

  @Test
  void clientTalksOverPty() throws Exception {
    assumeTrue(installed("socat"), "socat is not installed");
    try (SimulatedDevice device = new SimulatedDevice()) {
      Path pty = folder.resolve("tty");
      Process socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + pty, "tcp:127.0.0.1:" + device.port()).start();
      try {
        waitFor(pty);
        try (LearnerClient client = LearnerClient.connect(SerialTransport.open(pty.toString(), 115200), null, TIMING, LinkListener.NONE)) {
          byte[] codes = new byte[SimulatedDevice.INPUT_BYTES];
          new Random(5).nextBytes(codes);
          for (int i = 0; i < 20; i++) {
            assertThat(client.fill(codes, i % 10)).isEqualTo(i + 1);
          }
          assertThat(client.infer(codes).logits()).hasSize(SimulatedDevice.CLASSES);
        }
      } finally {
        socat.destroyForcibly().waitFor();
      }
    }
  }

  @Test
  void allByteValuesPassAPtyUnchanged() throws Exception {
    assumeTrue(installed("socat"), "socat is not installed");
    Path a = folder.resolve("a");
    Path b = folder.resolve("b");
    Process socat = new ProcessBuilder("socat", "pty,raw,echo=0,link=" + a, "pty,raw,echo=0,link=" + b).start();
    try {
      waitFor(a);
      waitFor(b);
      try (SerialTransport left = SerialTransport.open(a.toString(), 115200); SerialTransport right = SerialTransport.open(b.toString(), 115200)) {
        byte[] sent = new byte[256];
        for (int i = 0; i < sent.length; i++) {
          sent[i] = (byte) i;
        }
        left.write(sent);
        byte[] got = new byte[0];
        byte[] buffer = new byte[100];
        for (int n = right.read(buffer, 2000); n > 0; n = got.length < sent.length ? right.read(buffer, 2000) : 0) {
          int at = got.length;
          got = Arrays.copyOf(got, at + n);
          System.arraycopy(buffer, 0, got, at, n);
        }
        assertThat(got).isEqualTo(sent);
        assertThat(right.read(buffer, 5)).isZero();
        socat.destroyForcibly().waitFor();
        int end = right.read(buffer, 100);
        for (int i = 0; i < 20 && end == 0; i++) {
          end = right.read(buffer, 100);
        }
        assertThat(end).as("an unplugged port is told from a silent one").isEqualTo(-1);
      }
    } finally {
      socat.destroyForcibly().waitFor();
    }
  }

  @Test
  void missingPortIsADiagnostic() {
    String path = folder.resolve("none").toString();
    assertThatThrownBy(() -> SerialTransport.open(path, 115200)).hasMessageContaining("RP1801").hasMessageContaining(path);
  }

  @Test
  void pipeCarriesBytesTimesOutAndEnds() throws Exception {
    Process cat = new ProcessBuilder("cat").start();
    try (PipeTransport pipe = new PipeTransport("pipe:cat", cat.getInputStream(), cat.getOutputStream())) {
      byte[] buffer = new byte[3];
      assertThat(pipe.read(buffer, 5)).isZero();
      pipe.write(new byte[] {1, 0, (byte) 255, 4});
      assertThat(pipe.read(buffer, 5000)).isEqualTo(3);
      assertThat(buffer).containsExactly(1, 0, 255);
      assertThat(pipe.read(buffer, 5000)).isEqualTo(1);
      cat.destroy();
      assertThat(cat.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(pipe.read(buffer, 5000)).isEqualTo(-1);
      assertThat(pipe.read(buffer, 1)).isEqualTo(-1);
    }
  }
}
