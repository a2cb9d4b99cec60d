package dev.reprise.host.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** The vectors that the C tests read too, and random bytes against {@link WireByHand}. */
class LinkVectorTest {
  private static List<String[]> cases(String file, int expected) throws IOException {
    Path path = Path.of(System.getProperty("reprise.home"), "test-vectors", "link", file);
    List<String[]> cases = Files.readAllLines(path).stream().filter(l -> !l.startsWith("#")).map(l -> l.split(" ")).toList();
    assertThat(cases).hasSize(expected);
    return cases;
  }

  private static byte[] hex(String text) {
    return text.equals("-") ? new byte[0] : HexFormat.of().parseHex(text);
  }

  @Test
  void cobs() throws IOException {
    for (String[] c : cases("cobs.txt", 29)) {
      if (c[0].equals("good")) {
        assertThat(Cobs.encode(hex(c[1]))).isEqualTo(hex(c[2]));
        assertThat(Cobs.decode(hex(c[2]), hex(c[2]).length)).isEqualTo(hex(c[1]));
      } else {
        assertThat(Cobs.decode(hex(c[1]), hex(c[1]).length)).as(c[1]).isNull();
      }
    }
  }

  @Test
  void crcIsTheOneOfTheJavaLibrary() throws IOException {
    for (String[] c : cases("crc32.txt", 8)) {
      CRC32 crc = new CRC32();
      crc.update(hex(c[0]));
      assertThat(crc.getValue()).isEqualTo(Long.parseLong(c[1], 16));
    }
  }

  @Test
  void frames() throws IOException {
    for (String[] c : cases("frames.txt", 27)) {
      byte[] wire = hex(c[c.length - 1]);
      Frame frame = Frame.decode(wire, wire.length);
      if (c[0].equals("bad")) {
        assertThat(frame).as(c[1]).isNull();
        continue;
      }
      assertThat(frame.fromDevice()).isEqualTo(c[1].equals("81"));
      assertThat(frame.type()).isEqualTo(Integer.parseInt(c[2], 16));
      assertThat(frame.seq()).isEqualTo(Integer.parseInt(c[3], 16));
      assertThat(frame.payload()).isEqualTo(hex(c[4]));
      assertThat(HexFormat.of().formatHex(frame.encode())).isEqualTo(c[5] + "00");
    }
  }

  @Test
  void randomPayloadsAgreeWithTheFormatWrittenByHand() {
    Random random = new Random(3);
    int cases = 0;
    for (int length = 0; length <= Frame.MAX_PAYLOAD; length++) {
      for (int k = 0; k < 20; k++, cases++) {
        byte[] payload = new byte[length];
        random.nextBytes(payload);
        int seq = random.nextInt(65536);
        byte[] wire = new Frame(false, 4, seq, payload).encode();
        assertThat(wire).isEqualTo(WireByHand.frame(1, 4, seq, payload));
        FrameReader reader = new FrameReader();
        reader.accept(wire, wire.length);
        assertThat(reader.poll().payload()).isEqualTo(payload);
      }
    }
    assertThat(cases).isEqualTo(1300);
  }

  /** Spoiled streams: what comes out is always something that was put in, and the frame after two clean zeros is never lost. */
  @Test
  void parserSurvivesMutatedInput() {
    Random random = new Random(11);
    FrameReader reader = new FrameReader();
    int intact = 0;
    for (int i = 0; i < 100_000; i++) {
      byte[] payload = new byte[random.nextInt(65)];
      random.nextBytes(payload);
      byte[] wire = new Frame(true, Frame.RESPONSE, i & 0xffff, payload).encode();
      int changes = 1 + random.nextInt(3);
      for (int k = 0; k < changes; k++) {
        wire[random.nextInt(wire.length)] = (byte) (random.nextInt(4) == 0 ? 0 : random.nextInt(256));
      }
      reader.accept(wire, wire.length);
      reader.accept(new byte[1], 1);
      for (Frame f = reader.poll(); f != null; f = reader.poll()) {
        // Only a change that wrote the byte that was there already leaves a frame.
        assertThat(f.seq()).isEqualTo(i & 0xffff);
        assertThat(f.payload()).isEqualTo(payload);
        intact++;
      }
    }
    byte[] clean = new Frame(true, Frame.LOG, 1, new byte[] {42}).encode();
    reader.accept(clean, clean.length);
    assertThat(reader.poll().payload()).containsExactly(42);
    assertThat(intact).isLessThan(3000);
    assertThat(reader.skipped()).isGreaterThan(90_000);
  }

  @Test
  void anOverlongRunIsDroppedWhole() {
    FrameReader reader = new FrameReader();
    byte[] noise = new byte[10_000];
    IntStream.range(0, noise.length).forEach(i -> noise[i] = (byte) (1 + i % 255));
    reader.accept(noise, noise.length);
    reader.accept(new byte[1], 1);
    assertThat(reader.poll()).isNull();
    assertThat(reader.skipped()).isEqualTo(1);
  }
}
