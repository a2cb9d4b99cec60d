package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SDRAM of the 32F746GDISCOVERY: pins, the controller's fields against the memory's times, and the order of its commands (RM0385, section 13.7.3). */
class SdramTest {
  private static final Path TARGETS = Path.of(System.getProperty("reprise.home"), "targets");
  private static final double CYCLE_NANOS = 1e3 / 108;
  private static final long AHB1ENR = 0x40023830L;
  private static final long AHB3ENR = 0x40023838L;
  private static final long BCR1 = 0xa0000000L;
  private static final long SDCR1 = 0xa0000140L;
  private static final long SDTR1 = 0xa0000148L;
  private static final long SDCMR = 0xa0000150L;
  private static final long SDRTR = 0xa0000154L;
  private static final long SDSR = 0xa0000158L;

  /** Signals in the order data 0-15, address 0-11, bank 0-1, byte enable 0-1, SDCLK, SDCKE0, SDNE0, SDNRAS, SDNCAS, SDNWE (datasheet DS10916, table 12; UM1907). */
  private static final String PINS =
      "D14 D15 D0 D1 E7 E8 E9 E10 E11 E12 E13 E14 E15 D8 D9 D10 F0 F1 F2 F3 F4 F5 F12 F13 F14 F15 G0 G1 G4 G5 E0 E1 G8 C3 H3 F11 G15 H5";

  @TempDir private Path folder;

  private final Map<Long, Long> state = new TreeMap<>();
  private final List<Long> order = new ArrayList<>();
  private final List<Long> commands = new ArrayList<>();

  private static long field(long value, int low, int width) {
    return (value >> low) & ((1L << width) - 1);
  }

  private static long port(char name) {
    return 0x40020000L + 0x400L * (name - 'A');
  }

  @Test
  void startsAsTheManualAndTheMemorysDatasheetAsk() throws IOException {
    run();
    checkPins();
    checkController();
    assertThat(field(state.get(AHB1ENR), 2, 6)).as("clocks of ports C to H").isEqualTo(0x3f);
    assertThat(state.get(AHB3ENR)).as("clock of the controller").isEqualTo(1);
    assertThat(state.get(BCR1) & 1).as("the NOR bank is off").isZero();
    // clock, precharge of all banks, refreshes, mode register; bank 1 each
    assertThat(commands.stream().map(c -> c & 0x1f)).containsExactly(0x11L, 0x12L, 0x13L, 0x14L);
    assertThat(field(commands.get(2), 5, 4) + 1).as("refreshes").isEqualTo(8);
    long mode = field(commands.get(3), 9, 13);
    assertThat(field(mode, 4, 3)).as("latency in the memory").isEqualTo(field(state.get(SDCR1), 7, 2));
    assertThat(field(mode, 0, 3)).as("burst length code").isZero();
    assertThat(order.indexOf(AHB3ENR)).isLessThan(order.indexOf(SDCR1));
    assertThat(order.indexOf(SDCR1)).isLessThan(order.indexOf(SDCMR));
    assertThat(order.indexOf(SDTR1)).isLessThan(order.indexOf(SDCMR));
    assertThat(order.lastIndexOf(SDCMR)).isLessThan(order.indexOf(SDRTR));
  }

  private void checkPins() {
    Map<Long, Long> expected = new TreeMap<>();
    String[] pins = PINS.split(" ");
    assertThat(pins).hasSize(38);
    for (String pin : pins) {
      int number = Integer.parseInt(pin.substring(1));
      long base = port(pin.charAt(0));
      expected.merge(base, 2L << (2 * number), Long::sum);
      expected.merge(base + 8, 3L << (2 * number), Long::sum);
      expected.merge(base + 0x20 + 4 * (number / 8), 12L << (4 * (number % 8)), Long::sum);
    }
    for (char name = 'C'; name <= 'H'; name++) {
      for (long offset : List.of(0x00L, 0x08L, 0x20L, 0x24L)) {
        long address = port(name) + offset;
        assertThat(state.get(address)).as("port %s, register %x", name, offset).isEqualTo(expected.getOrDefault(address, 0L));
      }
    }
  }

  private void checkController() {
    long control = state.get(SDCR1);
    assertThat(8 + field(control, 0, 2)).as("column bits").isEqualTo(8);
    assertThat(11 + field(control, 2, 2)).as("row bits").isEqualTo(12);
    assertThat(8L << field(control, 4, 2)).as("data lines").isEqualTo(16);
    assertThat(field(control, 6, 1)).as("four banks").isEqualTo(1);
    assertThat(field(control, 7, 2)).as("latency: 2 is for 100 MHz at most").isEqualTo(3);
    assertThat(field(control, 10, 2)).as("bus clock per memory clock").isEqualTo(2);
    long times = state.get(SDTR1);
    long ras = cycles(times, 8);
    long cycle = cycles(times, 12);
    long write = cycles(times, 16);
    long precharge = cycles(times, 20);
    long toColumn = cycles(times, 24);
    assertThat(cycles(times, 0)).as("tMRD").isGreaterThanOrEqualTo(2);
    assertThat(cycles(times, 4) * CYCLE_NANOS).as("tXSR").isGreaterThanOrEqualTo(70);
    assertThat(ras * CYCLE_NANOS).as("tRAS").isGreaterThanOrEqualTo(42);
    assertThat(cycle * CYCLE_NANOS).as("tRC").isGreaterThanOrEqualTo(60);
    assertThat(write * CYCLE_NANOS).as("tWR").isGreaterThanOrEqualTo(12);
    assertThat(precharge * CYCLE_NANOS).as("tRP").isGreaterThanOrEqualTo(18);
    assertThat(toColumn * CYCLE_NANOS).as("tRCD").isGreaterThanOrEqualTo(18);
    assertThat(write).as("tWR against the others").isGreaterThanOrEqualTo(Math.max(ras - toColumn, cycle - toColumn - precharge));
    double between = (field(state.get(SDRTR), 1, 13) + 20) * CYCLE_NANOS;
    assertThat(between).as("ns from refresh to refresh, of 4096 rows in 64 ms").isBetween(15_500.0, 15_625.0);
  }

  private static long cycles(long times, int low) {
    return field(times, low, 4) + 1;
  }

  private void run() throws IOException {
    StringBuilder chip = new StringBuilder();
    List.of(AHB1ENR, AHB3ENR, SDCR1, SDTR1, SDCMR, SDRTR, SDSR).forEach(r -> state.put(r, 0L));
    state.put(AHB1ENR, 0x00100000L);
    state.put(BCR1, 0x30dbL);
    for (char name = 'C'; name <= 'H'; name++) {
      for (long offset : List.of(0x00L, 0x08L, 0x20L, 0x24L)) {
        state.put(port(name) + offset, 0L);
      }
    }
    state.forEach((address, value) -> chip.append(String.format(Locale.ROOT, "R %x %x\n", address, value)));
    for (String line : HostProgram.run(List.of(compile().toString()), chip + ".\n").lines().toList()) {
      String[] words = line.split(" ");
      long address = Long.parseLong(words[1], 16);
      assertThat(words[0]).as(line).isEqualTo("W");
      state.put(address, Long.parseLong(words[2], 16));
      order.add(address);
      if (address == SDCMR) {
        commands.add(state.get(SDCMR));
      }
    }
  }

  private Path compile() throws IOException {
    Path program = folder.resolve("sdram");
    List<String> command = HostProgram.compiler();
    for (String folder : List.of("stm32f746-discovery", "common/stm32f4f7", "common/stm32", "common/cortex-m")) {
      command.add("-I" + TARGETS.resolve(folder));
    }
    for (String source : List.of("stm32f746-discovery/sdram.c", "common/stm32/gpio.c")) {
      command.add(TARGETS.resolve(source).toString());
    }
    command.addAll(List.of(HostProgram.RESOURCES.resolve("registers.c").toString(), HostProgram.RESOURCES.resolve("sdram_main.c").toString()));
    command.addAll(List.of("-o", program.toString()));
    HostProgram.run(command, "");
    return program;
  }
}
