package dev.reprise.host.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.host.device.CommitResult;
import dev.reprise.host.device.Inference;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.device.TrainResult;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnerClientTest {
  /** Short waits: the device sits on the loopback. The higher limit lets runs with 4 faults in 100 bytes end. */
  private static final LinkTiming FAST = new LinkTiming(10, 3, 20, 100);

  private static final int EVENT = 5;

  private final List<String> expected = new ArrayList<>(List.of("HELLO"));
  private final Random samples = new Random(7);

  private static TcpTransport tcp(SimulatedDevice device) {
    return TcpTransport.connect("127.0.0.1", device.port(), Duration.ofSeconds(5));
  }

  private byte[] sample() {
    byte[] codes = new byte[SimulatedDevice.INPUT_BYTES];
    samples.nextBytes(codes);
    return codes;
  }

  private static String digest(byte[] codes) {
    return Integer.toHexString(Arrays.hashCode(codes));
  }

  @ParameterizedTest(name = "seed {0}, probability of each of four faults per byte {1}")
  @CsvSource({"1, 0", "2, 0.001", "3, 0.0025", "4, 0.0025", "5, 0.01"})
  void everythingHappensOnceAndInOrderWhateverTheLineDoes(long seed, double each) throws Exception {
    SimulatedDevice device = new SimulatedDevice();
    FaultyTransport line = new FaultyTransport(tcp(device), seed, Math.max(each, 1e-300));
    try (device;
        LearnerClient client = LearnerClient.connect(line, HexFormat.of().formatHex(SimulatedDevice.HASH), FAST, LinkListener.NONE)) {
      assertThat(client.info().inputBytes()).isEqualTo(SimulatedDevice.INPUT_BYTES);
      assertThat(client.info().bits()).isEqualTo(7);
      client.reset();
      client.configure(TrainingConfig.defaults(), Policy.FIFO, 12);
      expected.addAll(List.of("RESET", "CONFIGURE seed 1 slots 12"));
      for (int i = 0; i < 6; i++) {
        byte[] codes = sample();
        assertThat(client.fill(codes, i)).isEqualTo(i + 1);
        expected.add("FILL " + i + " " + digest(codes));
      }
      trainEvent(client);
      byte[] codes = sample();
      Inference inference = client.infer(codes);
      expected.add("INFER " + digest(codes));
      assertThat(inference.label()).isEqualTo(16);
      assertThat(inference.logits()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16);
      assertThat(client.read(TensorKind.WEIGHT, 3)).hasSize(4 * SimulatedDevice.CLASSES).startsWith(0, 7, 14);
      assertThat(client.traffic().requests()).isGreaterThan(30);
    }
    assertThat(device.log).containsExactlyElementsOf(expected);
    assertThat(line.faults > 0).isEqualTo(each > 0);
  }

  private void trainEvent(LearnerClient client) {
    byte[][] event = new byte[EVENT][];
    client.eventBegin(EVENT);
    expected.add("EVENT_BEGIN " + EVENT);
    for (int i = 0; i < EVENT; i++) {
      event[i] = sample();
      boolean kept = i < SimulatedDevice.KEPT;
      client.eventAdd(i, 5, kept ? event[i] : null);
      expected.add("EVENT_ADD " + i + " 5" + (kept ? " " + digest(event[i]) : ""));
    }
    int steps = 0;
    TrainResult result = client.train();
    while (!(result instanceof TrainResult.Trained)) {
      if (result instanceof TrainResult.NeedsSample needs) {
        client.supply(needs.index(), event[needs.index()]);
        expected.add("SUPPLY " + needs.index() + " " + digest(event[needs.index()]));
      } else if (result instanceof TrainResult.Minibatch minibatch) {
        steps++;
        assertThat(minibatch).isEqualTo(new TrainResult.Minibatch(steps, EVENT, 0.5f / steps, 0.01f));
        expected.add("STEP " + steps);
      }
      result = client.train();
    }
    expected.add("TRAINED");
    assertThat(client.eventEnd()).isEqualTo(new CommitResult.NeedsSample(EVENT - 1));
    client.supply(EVENT - 1, event[EVENT - 1]);
    expected.add("SUPPLY " + (EVENT - 1) + " " + digest(event[EVENT - 1]));
    assertThat(client.eventEnd()).isEqualTo(new CommitResult.Committed(3, 6, 1));
    expected.add("COMMIT 1");
    assertThat(client.save()).isEqualTo(1);
    expected.add("SAVE");
  }

  @Test
  void sequenceNumbersWrapWithoutUsingZero() throws Exception {
    SimulatedDevice device = new SimulatedDevice();
    try (device;
        RequestChannel channel = new RequestChannel(tcp(device), FAST, LinkListener.NONE)) {
      channel.restart(65533);
      channel.call(Request.HELLO, new byte[12]);
      for (int i = 0; i < 8; i++) {
        assertThat(channel.call(Request.RESET, new byte[0]).get()).isZero();
      }
    }
    assertThat(device.log).hasSize(9);
  }

  @Test
  void listenerHearsProgressAndLog() throws Exception {
    List<String> heard = new ArrayList<>();
    LinkListener listener = new LinkListener() {
      @Override
      public void progress(int done, int total) {
        heard.add(done + "/" + total);
      }

      @Override
      public void log(String text) {
        heard.add(text);
      }
    };
    try (SimulatedDevice device = new SimulatedDevice();
        LearnerClient client = LearnerClient.connect(tcp(device), null, FAST, listener)) {
      client.eventBegin(1);
      client.eventAdd(0, 0, sample());
      client.train();
    }
    assertThat(heard).containsExactly("1/2", "working");
  }

  @Test
  void otherModelIsRefusedByName() throws Exception {
    try (SimulatedDevice device = new SimulatedDevice()) {
      assertThatThrownBy(() -> LearnerClient.connect(tcp(device), "00000000000000aa", FAST, LinkListener.NONE))
          .hasMessageContaining("RP1804")
          .hasMessageContaining("01020304050607f8")
          .hasMessageContaining("00000000000000aa");
    }
  }

  @Test
  void refusalNamesRequestAndReason() throws Exception {
    try (SimulatedDevice device = new SimulatedDevice();
        LearnerClient client = LearnerClient.connect(tcp(device), null, FAST, LinkListener.NONE)) {
      assertThatThrownBy(client::train).hasMessageContaining("RP1830").hasMessageContaining("TRAIN: wrong state");
      assertThatThrownBy(client::restore).hasMessageContaining("RP1830").hasMessageContaining("nothing saved");
      client.eventBegin(1);
      assertThatThrownBy(() -> client.fill(sample(), 0)).hasMessageContaining("FILL: wrong state");
    }
  }

  @Test
  void silenceEndsInADiagnostic() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TcpTransport transport = TcpTransport.connect("127.0.0.1", mute.getLocalPort(), Duration.ofSeconds(5));
      assertThatThrownBy(() -> LearnerClient.connect(transport, null, new LinkTiming(2, 1, 4, 20), LinkListener.NONE))
          .hasMessageContaining("RP1803")
          .hasMessageContaining("HELLO after 20 time-outs");
    }
  }

  @Test
  void endOfConnectionAndNoConnectionAreTold() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
      TcpTransport transport = TcpTransport.connect("127.0.0.1", port, Duration.ofSeconds(5));
      server.accept().close();
      assertThatThrownBy(() -> LearnerClient.connect(transport, null, FAST, LinkListener.NONE)).hasMessageContaining("RP1802");
    }
    assertThatThrownBy(() -> TcpTransport.connect("127.0.0.1", port, Duration.ofSeconds(5))).hasMessageContaining("RP1801");
  }

  @Test
  void restartedDeviceIsNoticed() throws Exception {
    try (SimulatedDevice device = new SimulatedDevice();
        LearnerClient client = LearnerClient.connect(tcp(device), null, FAST, LinkListener.NONE)) {
      client.reset();
      device.powerCycle();
      assertThatThrownBy(client::reset).hasMessageContaining("RP1832");
    }
  }
}
