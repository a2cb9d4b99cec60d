package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A target's clock code as a program of this computer, with the registers of a {@link ClockModel}; every change of them is checked. */
final class ClockRun {
  private static final Set<String> SOURCES = Set.of("clock.c", "rcc.c");

  private final Path program;
  private final ClockModel model;

  private ClockRun(Path program, ClockModel model) {
    this.program = program;
    this.model = model;
  }

  /**
   * @param core what the firmware says that its clocks are, in Hz
   * @param state of the registers at the end
   * @param changes of registers, checked
   */
  record Outcome(long core, long apb1, long apb2, Map<Long, Long> state, int changes) {}

  /** Compiles the clock code of {@code target}. */
  static ClockRun of(Target target, ClockModel model, Path folder) throws IOException {
    Path resources = HostProgram.RESOURCES;
    Path program = folder.resolve(target.name());
    Set<String> folders = new LinkedHashSet<>();
    List<String> sources = new ArrayList<>(List.of(resources.resolve("registers.c").toString(), resources.resolve("clock_main.c").toString()));
    for (String file : target.toolchain().files()) {
      Path source = target.folder().resolve(file).normalize();
      folders.add("-I" + source.getParent());
      if (SOURCES.contains(source.getFileName().toString())) {
        sources.add(source.toString());
      }
    }
    List<String> command = HostProgram.compiler();
    command.addAll(folders);
    command.addAll(sources);
    command.addAll(List.of("-o", program.toString()));
    HostProgram.run(command, "");
    return new ClockRun(program, model);
  }

  /** Runs it on a chip that comes out of reset, where the hardware named {@code fault} does not work. */
  Outcome afterReset(String fault) throws IOException {
    return run(model.reset(), model.rules().stream().filter(r -> !r.fault().equals(fault) || fault.isEmpty()).toList());
  }

  /** Runs it in a simulator without clock controller: that reads as zero. */
  Outcome inSimulator() throws IOException {
    Map<Long, Long> state = model.reset();
    state.put(model.control(), 0L);
    return run(state, List.of());
  }

  private Outcome run(Map<Long, Long> reset, List<ClockModel.Rule> rules) throws IOException {
    StringBuilder chip = new StringBuilder();
    reset.forEach((address, value) -> chip.append(String.format(Locale.ROOT, "R %x %x\n", address, value)));
    for (ClockModel.Rule r : rules) {
      chip.append(String.format(Locale.ROOT, "S %x %x %x %x %x %x\n", r.from(), r.mask(), r.value(), r.to(), r.toMask(), r.toValue()));
    }
    chip.append(".\n");
    Map<Long, Long> state = new LinkedHashMap<>(reset);
    int changes = 0;
    for (String line : HostProgram.run(List.of(program.toString()), chip.toString()).lines().toList()) {
      String[] words = line.split(" ");
      if (words[0].equals("C")) {
        return new Outcome(Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), state, changes);
      }
      assertThat(words[0]).as("a register that the manual has: " + line).isIn("W", "H");
      long address = Long.parseLong(words[1], 16);
      long value = Long.parseLong(words[2], 16);
      if (words[0].equals("W")) {
        checkWrite(state, address, value);
      }
      state.put(address, value);
      checkState(state, line);
      changes++;
    }
    throw new AssertionError("the program ended without a result");
  }

  private void checkWrite(Map<Long, Long> before, long address, long value) {
    long writable = model.registers().stream().filter(r -> r.address() == address).findFirst().orElseThrow().writable();
    assertThat((before.get(address) ^ value) & ~writable).as("reserved bits of %08x stay: %08x", address, value).isZero();
    model.checkWrite(before, address, value);
  }

  private void checkState(Map<Long, Long> state, String line) {
    ClockModel.Clocks now = model.clocks(state);
    assertThat(now.core()).as("core, after " + line).isLessThanOrEqualTo(model.allowedCore(state));
    assertThat(model.waitStates(state)).as("wait states at %d Hz, after %s", now.flash(), line).isGreaterThanOrEqualTo(model.neededWaitStates(now.flash()));
    assertThat(now.apb1()).as("APB1, after " + line).isLessThanOrEqualTo(model.mostApb1());
    assertThat(now.apb2()).as("APB2, after " + line).isLessThanOrEqualTo(model.mostApb2());
  }
}
