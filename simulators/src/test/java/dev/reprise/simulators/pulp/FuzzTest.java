package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is executed, a run ends, and says why. */
class FuzzTest {
  private static final int PROGRAMS = 3000;
  private static final int IMAGES = 800;
  private static final int WORDS = 48;
  private static final long LIMIT = 3000;
  private static final PulpConfig SMALL = new PulpConfig(2, 2, 4, 4096, 1 << 16, 15, 8, 4096, 1);

  /** Registers point there: memories, their ends, and every peripheral. */
  private static final int[] PLACES = {
    0x10000000, 0x10000ffe, 0x10100010, 0x1c000400, 0x1c00fffe, 0x10200000, 0x10200040, 0x10200400, 0x10200e00, 0x10201400, 0x10204000, 0x10204200, 0x10204400, 0x00204000, 0x1a102480, 0x1a10b000,
    0x1a10f000, 0x1a1040a0, 0x80000000, 0, -4
  };

  private static final int[] OPCODES = {0x03, 0x13, 0x17, 0x23, 0x33, 0x37, 0x43, 0x47, 0x4b, 0x4f, 0x53, 0x57, 0x5b, 0x63, 0x67, 0x6f, 0x73, 0x7b, 0x0b, 0x2b};

  @Test
  void randomProgramsEndWithAReason() {
    Map<PulpOutcome.End, Integer> ends = new EnumMap<>(PulpOutcome.End.class);
    for (int seed = 0; seed < PROGRAMS; seed++) {
      PulpMachine m = new PulpMachine(SMALL, program(random(seed)).image());
      PulpOutcome o = m.run(LIMIT);
      assertThat(o.cycles()).as("seed %d", seed).isBetween(1L, LIMIT);
      assertThat(o.end() == PulpOutcome.End.EXIT).as("seed %d: %s", seed, o).isEqualTo(o.report().isEmpty());
      assertThat(m.profile().cycles(0, Cause.ISSUE)).isGreaterThanOrEqualTo(0);
      ends.merge(o.end(), 1, Integer::sum);
    }
    assertThat(ends.keySet()).containsExactlyInAnyOrder(PulpOutcome.End.EXIT, PulpOutcome.End.TRAP, PulpOutcome.End.DEADLOCK, PulpOutcome.End.LIMIT);
    assertThat(ends.values()).allSatisfy(n -> assertThat(n).isGreaterThan(5));
  }

  /** Generators of neighbouring seeds begin alike. */
  private static Random random(int seed) {
    return new Random(seed * 0x9e3779b97f4a7c15L);
  }

  /** Two cores and the fabric controller run from random words, each from its own. */
  private static TestProgram program(Random random) {
    TestProgram p = new TestProgram();
    boolean cluster = random.nextInt(4) != 0;
    if (cluster) {
      p.cluster(3, 2);
    }
    for (int r = 5; r < 16; r++) {
      p.li(r, random.nextInt(3) == 0 ? random.nextInt() : PLACES[random.nextInt(PLACES.length)] + 4 * random.nextInt(4));
    }
    // most streams trap soon
    int words = random.nextInt(random.nextBoolean() ? 5 : WORDS);
    for (int n = 0; n < words; n++) {
      p.add(word(random));
    }
    return random.nextInt(3) == 0 ? p.add(0x0000006f) : p.exit(random.nextInt(9));
  }

  private static int word(Random random) {
    int any = random.nextInt();
    return switch (random.nextInt(9)) {
      case 0 -> any;
      case 8 -> 0x10500073; // wfi
      case 1 -> Encoder.lw(5 + random.nextInt(11), 5 + random.nextInt(11), 4 * random.nextInt(32));
      case 2, 3 -> Encoder.sw(5 + random.nextInt(11), 5 + random.nextInt(11), 4 * random.nextInt(32));
      case 4 -> Encoder.elw(5 + random.nextInt(11), 5 + random.nextInt(11), 4 * random.nextInt(160));
      default -> {
        int registers = (5 + random.nextInt(11)) << 7 | (5 + random.nextInt(11)) << 15 | (5 + random.nextInt(11)) << 20;
        yield random.nextBoolean() ? any & 0xfe007000 | registers | OPCODES[random.nextInt(OPCODES.length)] : Encoder.i(random.nextInt(8), 0x13, 5 + random.nextInt(11), 5 + random.nextInt(11), any >>> 25);
      }
    };
  }

  @Test
  void damagedImagesAreRefusedByNumberOrRunToAnEnd(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("image.elf");
    int refused = 0;
    for (int seed = 0; seed < IMAGES; seed++) {
      Random random = random(seed);
      byte[] bytes = program(random).elf(243);
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(random.nextBoolean() ? 84 : bytes.length)] = (byte) random.nextInt();
      }
      Files.write(file, bytes);
      try {
        PulpOutcome o = new PulpMachine(SMALL, PulpImage.read(file)).run(LIMIT);
        assertThat(List.of(PulpOutcome.End.values())).contains(o.end());
      } catch (RepriseException e) {
        assertThat(e).as("seed %d", seed).hasMessageContaining("RP1907");
        refused++;
      }
    }
    assertThat(refused).isBetween(IMAGES / 20, IMAGES * 3 / 4);
  }
}
