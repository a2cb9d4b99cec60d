package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls to the host: the link is opened by name, read and written; anything else is told. */
class SemihostingTest {
  private static final int OPEN = 1;
  private static final int CLOSE = 2;
  private static final int WRITE = 5;
  private static final int READ = 6;
  private static final int FILE = 3;
  private static final int NAME = TestProgram.DATA;
  private static final int BUFFER = TestProgram.DATA + 0x100;
  private static final int RESULTS = TestProgram.DATA + 0x200;

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int calls;

  /** Calls, and keeps what the call returns. */
  private TestProgram call(TestProgram p, int operation, int... words) {
    return p.hostCall(operation, words).li(5, RESULTS + 4 * calls++).add(Encoder.sw(10, 5, 0));
  }

  private static TestProgram named(String name) {
    TestProgram p = new TestProgram();
    byte[] bytes = (name + "\0\0\0\0").getBytes(StandardCharsets.US_ASCII);
    for (int n = 0; n + 4 <= bytes.length; n += 4) {
      p.poke(NAME + n, bytes[n] | bytes[n + 1] << 8 | bytes[n + 2] << 16 | bytes[n + 3] << 24);
    }
    return p;
  }

  private PulpMachine machine(TestProgram p, byte[] toRead) {
    return new PulpMachine(PulpConfig.pulpOpen(), p.image(), line -> {}, new HostLink("line", new ByteArrayInputStream(toRead), sent));
  }

  private static int result(PulpMachine m, int call) {
    return m.memory(RESULTS + 4 * call, 1)[0];
  }

  @Test
  void theLinkIsReadAndWrittenAndEnds() {
    TestProgram p = named("line");
    call(p, OPEN, NAME, 2, 4);
    call(p, READ, FILE, BUFFER, 3);
    call(p, WRITE, FILE, BUFFER + 1, 2);
    call(p, READ, FILE, BUFFER + 8, 4);
    call(p, READ, FILE, BUFFER + 12, 1);
    call(p, READ, 7, BUFFER + 12, 1);
    call(p, WRITE, 7, BUFFER, 2);
    call(p, CLOSE, FILE);
    call(p, CLOSE, 7);
    PulpMachine m = machine(p.exit(0), "abcde".getBytes(StandardCharsets.US_ASCII));
    PulpOutcome outcome = m.run(100_000);
    assertThat(outcome.end()).as(outcome.report()).isEqualTo(PulpOutcome.End.EXIT);
    int[] expected = {FILE, 0, 0, 2, 1, 1, 2, 0, -1};
    for (int n = 0; n < expected.length; n++) {
      assertThat(result(m, n)).as("call %d", n).isEqualTo(expected[n]);
    }
    assertThat(new String(m.memory(BUFFER, 3), StandardCharsets.US_ASCII)).isEqualTo("abc");
    assertThat(new String(m.memory(BUFFER + 8, 2), StandardCharsets.US_ASCII)).isEqualTo("de");
    assertThat(sent.toString(StandardCharsets.US_ASCII)).isEqualTo("bc");
  }

  @Test
  void anotherNameDoesNotOpenAndWaitingTakesNoTime() {
    TestProgram p = named("lime");
    call(p, OPEN, NAME, 2, 4);
    PulpMachine m = machine(p.exit(0), new byte[0]);
    m.run(100_000);
    assertThat(result(m, 0)).isEqualTo(-1);

    TestProgram few = named("line");
    calls = 0;
    call(call(few, OPEN, NAME, 2, 4), READ, FILE, BUFFER, 1);
    TestProgram many = named("line");
    calls = 0;
    call(call(many, OPEN, NAME, 2, 4), READ, FILE, BUFFER, 60);
    long cycles = machine(few.exit(0), new byte[60]).run(100_000).cycles();
    assertThat(machine(many.exit(0), new byte[60]).run(100_000).cycles()).isEqualTo(cycles);
  }

  @ParameterizedTest(name = "operation {0} at 0x{1}: {2}")
  @CsvSource({"0x42, 1c021000, semihosting operation 0x42 is not there", "0x06, 10000000, semihosting of 4 bytes at 0x10000000"})
  void whatCannotBeDoneIsATrap(String operation, String block, String why) {
    TestProgram p = new TestProgram().li(10, Integer.decode(operation)).li(11, Integer.parseUnsignedInt(block, 16));
    PulpOutcome outcome = machine(p.add(0x01f01013, 0x00100073, 0x40705013), new byte[0]).run(1000);
    assertThat(outcome.end()).isEqualTo(PulpOutcome.End.TRAP);
    assertThat(outcome.report()).contains(why);
  }
}
