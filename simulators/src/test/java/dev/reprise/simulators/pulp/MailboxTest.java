package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The host's side of the rings in L2, against the table of docs/link.md; the test is the firmware. */
class MailboxTest {
  private static final int AT = 0x100;
  private static final int WAITING = AT + 8;
  private static final int CLOSED = AT + 12;
  private static final int DEVICE_IN = AT + 16;
  private static final int DEVICE_OUT = AT + 20;
  private static final int HOST_IN = AT + 24;
  private static final int HOST_OUT = AT + 28;
  private static final int RING = 8;
  private static final int DEVICE_BYTES = AT + 32;
  private static final int HOST_BYTES = DEVICE_BYTES + RING;

  private final Ram l2 = new Ram(Bus.L2_BASE, 1 << 12, new FunctionTable(List.of()));
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Mailbox mailbox;
  private long cycle;

  @BeforeEach
  void firmwareIsReady() {
    mailbox = new Mailbox(l2, Bus.L2_BASE + AT, new HostLink("", new ByteArrayInputStream(new byte[] {1, 2, 3}), received));
    l2.store(AT + 4, 4, RING);
    l2.store(AT, 4, 0x424d5052);
    for (int word : new int[] {DEVICE_IN, DEVICE_OUT, HOST_IN, HOST_OUT}) {
      l2.store(word, 4, -2); // counts wrap on the way
    }
  }

  private void look() {
    cycle += 1000;
    mailbox.serve(cycle);
  }

  @Test
  void itTakesWhatTheDeviceSends() {
    for (int i = 0; i < 5; i++) {
      l2.store(HOST_BYTES + (-2 + i & RING - 1), 1, 10 + i);
    }
    l2.store(HOST_IN, 4, 3);
    look();
    assertThat(received.toByteArray()).containsExactly(10, 11, 12, 13, 14);
    assertThat(l2.load(HOST_OUT, 4)).isEqualTo(3);
    look();
    assertThat(received.size()).isEqualTo(5);
  }

  @Test
  void itGivesAByteToADeviceThatWaitsAndSaysThatThereAreNoMore() {
    look();
    assertThat(l2.load(DEVICE_IN, 4)).isEqualTo(-2);
    l2.store(WAITING, 4, 1);
    for (int i = 0; i < 3; i++) {
      look();
      look();
      assertThat(l2.load(DEVICE_IN, 4)).as("one at a time").isEqualTo(i - 1);
      assertThat(l2.load(DEVICE_BYTES + (i - 2 & RING - 1), 1)).isEqualTo(i + 1);
      assertThat(l2.load(CLOSED, 4)).isZero();
      l2.store(DEVICE_OUT, 4, i - 1);
    }
    look();
    assertThat(l2.load(CLOSED, 4)).isEqualTo(1);
    assertThat(l2.load(DEVICE_IN, 4)).isEqualTo(1);
  }

  @Test
  void nothingIsWrittenBeforeTheFirstWordIsThere() {
    l2.store(AT, 4, 0);
    l2.store(WAITING, 4, 1);
    look();
    assertThat(l2.load(DEVICE_IN, 4)).isEqualTo(-2);
  }
}
