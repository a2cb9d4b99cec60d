package dev.reprise.simulators.pulp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The base instruction set (RV32IMC, Zfinx and Zhinx with all rounding modes and exception flags) on random programs against qemu-system-riscv32, an oracle that shares no code. */
class QemuComparisonTest {
  private static final int PROGRAMS = 10;
  private static final int INSTRUCTIONS = 2000;
  private static final int QEMU_RAM = 0x80000000;
  private static final int DATA_OFFSET = 0x20000;
  private static final int DATA_BYTES = 1024;
  private static final int UART = 0x10000000;
  private static final int POWER = 0x00100000;
  /** Data pointer and scratch registers, which programs do not compute with. */
  private static final int POINTER = 3;
  private static final int SCRATCH = 1;
  private static final int SCRATCH_2 = 4;
  private static final int[] MODES = {0, 1, 2, 3, 4, 7};
  private static final int[] OPERANDS = {
    0, 1, -1, 0x7fffffff, 0x80000000, 0x3f800000, 0x7fc00000, 0x7f800000, 0xff800001, 0x4effffff,
    0x3c00, 0x7c00, 0xfbff, 0x7e00, 0x7c01, 0x0400, 0x8001, 0x00800000, 0x80000001, 0x7f7fffff, 0x477fefff
  };

  private int instructions;
  private int floats;
  private int halves;
  private int controls;
  private int compressed;

  @Test
  void randomPrograms(@TempDir Path directory) throws IOException, InterruptedException {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      byte[] body = body(new Random(seed));
      byte[] here = simulated(body);
      byte[] there = emulated(body, directory);
      assertThat(there).as("QEMU printed registers and data, seed %d", seed).hasSize(32 * 4 + DATA_BYTES);
      int[] a = words(here);
      int[] b = words(there);
      for (int k = 0; k < a.length; k++) {
        assertThat(a[k]).as("seed %d, %s", seed, k < 32 ? "x" + k : "data word " + (k - 32)).isEqualTo(b[k]);
      }
    }
    assertThat(instructions).isEqualTo(PROGRAMS * INSTRUCTIONS);
    assertThat(floats).isGreaterThan(PROGRAMS * INSTRUCTIONS / 10);
    assertThat(halves).isGreaterThan(PROGRAMS * INSTRUCTIONS / 10);
    assertThat(controls).isGreaterThan(PROGRAMS * INSTRUCTIONS / 20);
    assertThat(compressed).isGreaterThan(PROGRAMS * INSTRUCTIONS / 10);
  }

  private static int[] words(byte[] bytes) {
    int[] w = new int[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(w);
    return w;
  }

  /** Registers x0..x31 (pointer and scratch as 0), then the data area. */
  private static byte[] simulated(byte[] body) {
    TestProgram p = frame(TestProgram.BASE + DATA_OFFSET, body).exit(0);
    PulpMachine m = p.machine();
    PulpOutcome o = m.run(10_000_000);
    assertThat(o.end()).as(o.report()).isEqualTo(PulpOutcome.End.EXIT);
    return m.memory(TestProgram.BASE + DATA_OFFSET, 32 * 4 + DATA_BYTES);
  }

  private static byte[] emulated(byte[] body, Path directory) throws IOException, InterruptedException {
    TestProgram p = frame(QEMU_RAM + DATA_OFFSET, body);
    // print the result byte by byte, then power off
    p.li(5, QEMU_RAM + DATA_OFFSET).li(6, 32 * 4 + DATA_BYTES).li(7, UART);
    p.add(Encoder.i(4, 0x03, 8, 5, 0), Encoder.s(0, 0x23, 8, 7, 0), Encoder.addi(5, 5, 1), Encoder.addi(6, 6, -1), Encoder.b(1, 6, 0, -16));
    p.li(5, POWER).li(6, 0x5555).add(Encoder.sw(6, 5, 0), 0x0000006f);
    Path image = directory.resolve("program.bin");
    Path printed = directory.resolve("printed");
    Files.write(image, p.bytes());
    Process qemu =
        new ProcessBuilder(
                "qemu-system-riscv32", "-machine", "virt", "-cpu", "rv32,f=false,d=false,zfinx=true,zhinx=true", "-bios", "none", "-display", "none",
                "-monitor", "none", "-serial", "file:" + printed, "-device", "loader,file=" + image + ",addr=0x80000000")
            .inheritIO()
            .start();
    try {
      assertThat(qemu.waitFor(60, TimeUnit.SECONDS)).as("QEMU ended").isTrue();
    } finally {
      qemu.destroyForcibly();
    }
    return Files.readAllBytes(printed);
  }

  /** Sets the registers, runs {@code body}, stores all registers before the data. */
  private static TestProgram frame(int result, byte[] body) {
    TestProgram p = new TestProgram();
    Random random = new Random(Arrays.hashCode(body));
    for (int r = 5; r < 32; r++) {
      p.li(r, operand(random));
    }
    p.li(POINTER, result + 32 * 4 + DATA_BYTES / 2).li(SCRATCH, 0).li(SCRATCH_2, 0).add(Encoder.addi(2, 0, 0));
    p.add(words(body));
    p.li(SCRATCH, result);
    for (int r = 0; r < 32; r++) {
      p.add(Encoder.sw(r == SCRATCH || r == POINTER ? 0 : r, SCRATCH, 4 * r));
    }
    return p;
  }

  private static int operand(Random random) {
    return random.nextBoolean() ? random.nextInt() : OPERANDS[random.nextInt(OPERANDS.length)];
  }

  private byte[] body(Random random) {
    ByteBuffer b = ByteBuffer.allocate(INSTRUCTIONS * 12 + 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < INSTRUCTIONS; n++, instructions++) {
      switch (random.nextInt(10)) {
        case 0, 1 -> b.putInt(registers(random));
        case 2 -> b.putInt(immediate(random));
        case 3 -> b.putInt(random.nextBoolean() ? load(random) : store(random));
        case 4 -> b.putInt(branch(random)).putInt(registers(random));
        case 5, 6 -> {
          b.putInt(floats(random, 0));
          floats++;
        }
        case 7, 8 -> {
          b.putInt(floats(random, 2));
          halves++;
          if (random.nextInt(2) == 0) {
            b.putInt(control(random));
            controls++;
          }
        }
        default -> {
          b.putShort((short) compressed(random));
          compressed++;
        }
      }
    }
    if (b.position() % 4 != 0) {
      b.putShort((short) 1);
    }
    return Arrays.copyOf(b.array(), b.position());
  }

  /** x5 to x31. */
  private static int any(Random random) {
    return 5 + random.nextInt(27);
  }

  private static int registers(Random random) {
    int kind = random.nextInt(18);
    int f7 = kind < 8 ? 0 : kind < 16 ? 1 : 0x20;
    int f3 = kind < 16 ? kind & 7 : kind == 16 ? 0 : 5;
    return Encoder.r(f7, f3, 0x33, any(random), any(random), any(random));
  }

  private static int immediate(Random random) {
    if (random.nextInt(8) == 0) {
      return Encoder.lui(any(random), random.nextInt());
    }
    int f3 = random.nextInt(8);
    int imm = f3 == 1 ? random.nextInt(32) : f3 == 5 ? random.nextInt(32) | (random.nextBoolean() ? 0x400 : 0) : random.nextInt(4096);
    return Encoder.i(f3, 0x13, any(random), any(random), imm);
  }

  private static int load(Random random) {
    int[] kinds = {0, 1, 2, 4, 5};
    return Encoder.i(kinds[random.nextInt(kinds.length)], 0x03, any(random), POINTER, random.nextInt(DATA_BYTES - 4) - DATA_BYTES / 2);
  }

  private static int store(Random random) {
    return Encoder.s(random.nextInt(3), 0x23, any(random), POINTER, random.nextInt(DATA_BYTES - 4) - DATA_BYTES / 2);
  }

  /** Skips the next instruction or not. */
  private static int branch(Random random) {
    int[] kinds = {0, 1, 4, 5, 6, 7};
    return random.nextInt(7) == 0 ? Encoder.j(0, 8) : Encoder.b(kinds[random.nextInt(kinds.length)], any(random), any(random), 8);
  }

  /** An operation in the format of this number: 0 for single, 2 for half precision. */
  private static int floats(Random random, int format) {
    int d = any(random);
    int a = any(random);
    int b = any(random);
    int mode = MODES[random.nextInt(MODES.length)];
    int kind = random.nextInt(20);
    return switch (kind) {
      case 0, 1, 2, 3 -> Encoder.r(4 * kind | format, mode, 0x53, d, a, b);
      case 4, 5, 6, 7 -> Encoder.r(any(random) << 2 | format, mode, 0x43 + 4 * (kind - 4), d, a, b);
      case 8 -> Encoder.r(0x2c | format, mode, 0x53, d, a, 0);
      // QEMU 7.2 does not write the result of fsgnjn.h and fsgnjx.h with Zhinx
      case 9, 10, 11 -> Encoder.r(0x10 | format, format == 0 ? kind - 9 : 0, 0x53, d, a, b);
      case 12, 13 -> Encoder.r(0x14 | format, kind - 12, 0x53, d, a, b);
      case 14 -> Encoder.r(0x50 | format, random.nextInt(3), 0x53, d, a, b);
      case 15 -> Encoder.r(0x70 | format, 1, 0x53, d, a, 0);
      case 16, 17 -> Encoder.r(0x60 | format, mode, 0x53, d, a, kind - 16);
      case 18 -> Encoder.r(0x20 | format, mode, 0x53, d, a, 2 - format);
      default -> Encoder.r(0x68 | format, mode, 0x53, d, a, random.nextInt(2));
    };
  }

  /** Sets the rounding mode, reads the flags, or reads and clears them. */
  private static int control(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Encoder.i(5, 0x73, 0, random.nextInt(5), 0x002);
      case 1 -> Encoder.csrr(any(random), 0x001);
      case 2 -> Encoder.csrr(any(random), 0x003);
      default -> Encoder.i(1, 0x73, any(random), 0, 0x001);
    };
  }

  /** Arithmetic forms of the C extension; those that leave x1 to x4 alone. */
  private static int compressed(Random random) {
    int d = any(random);
    int s = any(random);
    int low = random.nextInt(8);
    int low2 = random.nextInt(8);
    int imm = 1 + random.nextInt(31);
    int sign = random.nextInt(2) << 12;
    return switch (random.nextInt(12)) {
      case 0 -> 0x0001 | sign | d << 7 | imm << 2;
      case 1 -> 0x4001 | sign | d << 7 | imm << 2;
      case 2 -> 0x6001 | sign | d << 7 | imm << 2;
      case 3 -> 0x8001 | low << 7 | imm << 2;
      case 4 -> 0x8401 | low << 7 | imm << 2;
      case 5 -> 0x8801 | sign | low << 7 | imm << 2;
      case 6 -> 0x8c01 | low << 7 | random.nextInt(4) << 5 | low2 << 2;
      case 7 -> 0x0002 | d << 7 | imm << 2;
      case 8 -> 0x8002 | d << 7 | s << 2;
      case 9 -> 0x9002 | d << 7 | s << 2;
      // c.addi4spn: sp is 0 here, so the sum is the immediate
      case 10 -> (1 + random.nextInt(255)) << 5 | low << 2;
      default -> 0x0001;
    };
  }
}
