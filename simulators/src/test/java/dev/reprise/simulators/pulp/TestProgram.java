package dev.reprise.simulators.pulp;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A program for the cluster, word by word, from the start of L2 on; the fabric controller begins at its first word. */
final class TestProgram {
  static final int BASE = 0x1c000000;
  static final int L1 = 0x10000000;
  static final int DATA = 0x1c020000;
  static final int BLOCK = DATA + 0x1000;
  private static final int T6 = 31;
  private static final int T5 = 30;

  private final List<Integer> words = new ArrayList<>();
  private final List<PulpImage.Function> functions = new ArrayList<>();

  TestProgram add(int... more) {
    for (int w : more) {
      words.add(w);
    }
    return this;
  }

  TestProgram repeat(int count, int... more) {
    for (int n = 0; n < count; n++) {
      add(more);
    }
    return this;
  }

  /** Always two words. */
  TestProgram li(int register, int value) {
    return add(Encoder.lui(register, value + 0x800), Encoder.addi(register, register, value << 20 >> 20));
  }

  /** Stores a constant through t5 and t6. */
  TestProgram poke(int address, int value) {
    return li(T6, address).li(T5, value).add(Encoder.sw(T5, T6, 0));
  }

  /** A call to the host with the words at {@link #BLOCK}; its result is in a0. */
  TestProgram hostCall(int operation, int... words) {
    for (int n = 0; n < words.length; n++) {
      poke(BLOCK + 4 * n, words[n]);
    }
    return li(10, operation).li(11, BLOCK).add(0x01f01013, 0x00100073, 0x40705013);
  }

  TestProgram exit(int code) {
    return poke(0x1a1040a0, 0x80000000 | code).add(0x0000006f);
  }

  TestProgram cachesOn() {
    return poke(0x10201400, -1).poke(0x1a108800, -1);
  }

  TestProgram function(String name) {
    functions.add(new PulpImage.Function(name, here(), 0));
    return this;
  }

  int here() {
    return BASE + 4 * words.size();
  }

  /** The fabric controller starts the cores of {@code mask} behind its own code, where this program goes on, and jumps to itself. */
  TestProgram cluster(int mask, int cores) {
    // caches, boot addresses and fetch enable take 5 words each, the jump one
    int boot = here() + 4 * (5 * (cores + 3) + 1);
    cachesOn();
    for (int n = 0; n < cores; n++) {
      poke(0x10200040 + 4 * n, boot);
    }
    poke(0x10200008, mask).add(0x0000006f);
    if (here() != boot) {
      throw new IllegalStateException("start-up code is not as long as computed");
    }
    return this;
  }

  int[] words() {
    return words.stream().mapToInt(Integer::intValue).toArray();
  }

  byte[] bytes() {
    ByteBuffer b = ByteBuffer.allocate(4 * words.size()).order(ByteOrder.LITTLE_ENDIAN);
    words.forEach(b::putInt);
    return b.array();
  }

  /** An ELF header for {@code machine}, one loadable segment, no sections. */
  byte[] elf(int machine) {
    byte[] code = bytes();
    ByteBuffer b = ByteBuffer.allocate(84 + code.length).order(ByteOrder.LITTLE_ENDIAN);
    b.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    b.putShort((short) 2).putShort((short) machine).putInt(1).putInt(BASE).putInt(52).putInt(0).putInt(0);
    b.putShort((short) 52).putShort((short) 32).putShort((short) 1).putShort((short) 40).putShort((short) 0).putShort((short) 0);
    b.putInt(1).putInt(84).putInt(BASE).putInt(BASE).putInt(code.length).putInt(code.length).putInt(5).putInt(4);
    return b.put(code).array();
  }

  PulpImage image() {
    return new PulpImage(BASE, List.of(new PulpImage.Segment(BASE, bytes())), functions);
  }

  PulpMachine machine() {
    return new PulpMachine(PulpConfig.pulpOpen(), image());
  }
}
