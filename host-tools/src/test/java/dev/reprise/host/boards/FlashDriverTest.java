package dev.reprise.host.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.target.SaveStorage;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flash drivers of the STM32 boards write exactly what the reference manuals ask for, and the slots of target.yaml are the sectors that it names. */
class FlashDriverTest {
  private static final Targets TARGETS = new Targets(Path.of(System.getProperty("reprise.home")));
  private static final long FLASH = 0x08000000L;
  private static final List<String> KEYS = List.of("45670123", "cdef89ab");

  @TempDir private Path folder;

  /**
   * A family's flash controller.
   *
   * @param sectors their sizes, in order
   * @param clear the register that clears errors, and what is written there
   * @param locked the value of the control register that locks it
   */
  private record Controller(String source, List<Long> sectors, long key, long status, long control, long clear, long clearValue, long locked) {}

  private static Controller controller(String target, int sector) {
    return switch (target) {
      case "stm32f405", "stm32f407-discovery" -> f4f7(List.of(16L, 16L, 16L, 16L, 64L, 128L, 128L, 128L, 128L, 128L, 128L, 128L));
      case "stm32f746-discovery" -> f4f7(List.of(32L, 32L, 32L, 32L, 128L, 256L, 256L, 256L));
      case "stm32l476-nucleo" ->
          new Controller(
              "stm32l476-nucleo/flash.c", Collections.nCopies(512, 2L << 10), 0x40022008L, 0x40022010L, 0x40022014L, 0x40022010L, 0xc3fa, 1L << 31);
      case "stm32h743-nucleo", "stm32h753" -> {
        long bank = sector < 8 ? 0x52002000L : 0x52002100L;
        yield new Controller("common/stm32h7/flash.c", Collections.nCopies(16, 128L << 10), bank + 4, bank + 0x10, bank + 0xc, bank + 0x14, 0x07ef0000, 1);
      }
      default -> throw new AssertionError("no controller of " + target);
    };
  }

  private static Controller f4f7(List<Long> kilobytes) {
    List<Long> sizes = kilobytes.stream().map(k -> k << 10).toList();
    return new Controller("common/stm32f4f7/flash.c", sizes, 0x40023c04L, 0x40023c0cL, 0x40023c10L, 0x40023c0cL, 0xf2, 1L << 31);
  }

  /** Control register values of an erase: the command, then with its start. */
  private static List<Long> erase(Controller c, int sector) {
    return switch (c.source()) {
      case "common/stm32f4f7/flash.c" -> List.of(0x202L | (long) sector << 3, 0x10202L | (long) sector << 3);
      case "stm32l476-nucleo/flash.c" -> {
        long command = 2L | (sector % 256L) << 3 | (sector / 256L) << 11;
        yield List.of(command, command | 1 << 16);
      }
      default -> List.of(0x34L | (sector % 8L) << 8, 0xb4L | (sector % 8L) << 8);
    };
  }

  private static long program(Controller c) {
    return c.source().equals("common/stm32f4f7/flash.c") ? 0x201 : c.source().equals("stm32l476-nucleo/flash.c") ? 1 : 0x32;
  }

  @Test
  void everyBoardErasesAndProgramsItsSlots() throws IOException {
    int slots = 0;
    for (String name : TARGETS.names()) {
      if (!name.startsWith("stm32")) {
        continue;
      }
      Target target = TARGETS.get(name);
      SaveStorage storage = target.storage();
      Path program = compile(target, controller(name, 0));
      for (SaveStorage.Slot slot : storage.slots()) {
        long address = slot.origin();
        for (SaveStorage.Sectors run : slot.sectors()) {
          Controller c = controller(name, run.first());
          long before = c.sectors().subList(0, run.first()).stream().mapToLong(Long::longValue).sum();
          assertThat(address).as(name + ": address of sector " + run.first()).isEqualTo(FLASH + before);
          assertThat(c.sectors().subList(run.first(), run.first() + run.count())).as(name + ": sizes").containsOnly((long) run.size());
          for (int sector : List.of(run.first(), run.first() + run.count() - 1)) {
            assertThat(writes(program, c, "E " + Integer.toHexString(sector), List.of())).as("%s: erase %d", name, sector).isEqualTo(expected(c, erase(c, sector), List.of()));
          }
          address += run.count() * run.size();
        }
        checkProgram(program, name, slot, storage.unit());
        slots++;
      }
    }
    assertThat(slots).isGreaterThanOrEqualTo(2 * 6);
  }

  private void checkProgram(Path program, String name, SaveStorage.Slot slot, int unit) throws IOException {
    Controller c = controller(name, slot.sectors().get(0).first());
    List<Long> words = new ArrayList<>();
    List<String> data = new ArrayList<>();
    for (int i = 0; i < unit; i += 4) {
      words.add(slot.origin() + i);
      data.add(String.format(Locale.ROOT, "W %08x %02x%02x%02x%02x", slot.origin() + i, i + 3, i + 2, i + 1, i));
    }
    assertThat(writes(program, c, "P " + Long.toHexString(slot.origin()), words)).as(name + ": program").isEqualTo(expected(c, List.of(program(c)), data));
  }

  private static List<String> expected(Controller c, List<Long> control, List<String> data) {
    List<String> lines = new ArrayList<>(List.of(write(c.clear(), c.clearValue())));
    KEYS.forEach(key -> lines.add(write(c.key(), Long.parseLong(key, 16))));
    control.forEach(value -> lines.add(write(c.control(), value)));
    lines.addAll(data);
    lines.add(write(c.control(), c.locked()));
    lines.add("C 1");
    return lines;
  }

  private static String write(long address, long value) {
    return String.format(Locale.ROOT, "W %08x %08x", address, value);
  }

  /** What the driver writes, in order. */
  private static List<String> writes(Path program, Controller c, String what, List<Long> words) throws IOException {
    StringBuilder chip = new StringBuilder();
    chip.append(String.format(Locale.ROOT, "R %x 0\nR %x 0\nR %x %x\n", c.key(), c.status(), c.control(), c.locked()));
    if (c.clear() != c.status()) {
      chip.append(String.format(Locale.ROOT, "R %x 0\n", c.clear()));
    }
    words.forEach(word -> chip.append(String.format(Locale.ROOT, "R %x ffffffff\n", word)));
    chip.append(String.format(Locale.ROOT, "S 0 0 0 %x ffffffff 0\n", c.status()).replace("S 0", "S " + Long.toHexString(c.key())));
    String output = HostProgram.run(List.of(program.toString()), chip + ".\n" + what + "\n");
    return output.lines().filter(line -> !line.startsWith("H")).toList();
  }

  /** Barriers are the core's, and of no effect on the order here. */
  private static String withoutBarriers(Path file) throws IOException {
    return Files.readString(file).replaceAll("(?s)__asm volatile\\(\"mrs.*?\\);", "masked = 0; (void)masked;").replaceAll("(?s)__asm volatile\\(.*?\\);", ";");
  }

  private Path compile(Target target, Controller c) throws IOException {
    Path targets = target.folder().getParent();
    Path source = Files.writeString(folder.resolve(target.name() + ".c"), withoutBarriers(targets.resolve(c.source())));
    // found before the one in targets, since it lies beside the source
    Files.writeString(folder.resolve("flash_commands.h"), withoutBarriers(targets.resolve("common/stm32/flash_commands.h")));
    Path program = folder.resolve(target.name());
    List<String> command = HostProgram.compiler();
    String folders = target.toolchain().files().stream().map(f -> "-I" + target.folder().resolve(f).normalize().getParent()).distinct().collect(Collectors.joining(" "));
    command.addAll(List.of(folders.split(" ")));
    command.add("-I" + targets.resolveSibling("runtime-c/include"));
    command.addAll(List.of(source.toString(), HostProgram.RESOURCES.resolve("registers.c").toString(), HostProgram.RESOURCES.resolve("flash_main.c").toString()));
    command.addAll(List.of("-o", program.toString()));
    HostProgram.run(command, "");
    return program;
  }
}
