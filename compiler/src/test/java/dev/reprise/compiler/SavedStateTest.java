package dev.reprise.compiler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.emit.ProjectFiles;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.SaveStorage;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The size of saves, and where the target keeps them. What the firmware really writes is compared with it in the host tools' SavedRunTest. */
class SavedStateTest {
  private static final Target BOARD = new Targets(CompiledNetwork.HOME).get("stm32f405");

  private static Compiled compile(Target target) {
    return CompiledNetwork.random(3, target, Accumulate.SEPARATE);
  }

  private static Target withSlotsOf(long bytes) {
    SaveStorage was = BOARD.storage();
    List<SaveStorage.Slot> slots =
        was.slots().stream().map(s -> new SaveStorage.Slot(s.origin(), List.of(new SaveStorage.Sectors(s.sectors().get(0).first(), 1, bytes)))).toList();
    Target b = BOARD.withoutStorage();
    SaveStorage storage = new SaveStorage(was.memory(), was.bytes(), was.unit(), slots);
    return new Target(
        b.name(), b.description(), b.core(), b.extensions(), b.accumulate(), b.memories(), b.reservedRam(), b.clockHz(), b.toolchain(), b.simulators(),
        storage, b.standIn(), b.probe(), b.folder());
  }

  @Test
  void aStateThatIsLargerThanASlotIsToldWithItsSize() {
    long bytes = compile(BOARD).report().saves().stateBytes();
    long least = bytes + SaveStorage.HEAD_BYTES;

    assertThat(compile(withSlotsOf(least)).report().saves().slotBytes()).isEqualTo(bytes);
    assertThatThrownBy(() -> compile(withSlotsOf(least - 1)))
        .hasMessageContaining("RP1404 target stm32f405")
        .hasMessageContaining("up to " + bytes + " bytes")
        .hasMessageContaining("holds " + (bytes - 1) + ": 1 too many")
        .hasMessageContaining("--no-saves");
  }

  @Test
  void programAndSavesNeverOverlap() {
    ProjectFiles files = compile(BOARD).files();

    assertThat(files.text("target/board.ld")).contains("flash (rx) : ORIGIN = 0x08000000, LENGTH = 524288");
    assertThat(files.text("target/rp_flash_layout.c"))
        .contains(".unit = 4,", "{.first = 8, .count = 2, .bytes = 131072},", "{.address = 0x08080000U, .runs = 1", "{.address = 0x080c0000U, .runs = 1");
    assertThat(files.all()).containsKey("runtime/storage/rp_saves.c").doesNotContainKey("runtime/storage_none/rp_board_no_storage.c");
  }

  @Test
  void withoutSavesTheProgramHasAllTheFlash() {
    Compiled compiled = compile(BOARD.withoutStorage());
    ProjectFiles files = compiled.files();

    assertThat(compiled.report().saves().slotBytes()).isNull();
    assertThat(files.text("target/board.ld")).contains("LENGTH = 1048576");
    assertThat(files.all())
        .containsKey("runtime/storage_none/rp_board_no_storage.c")
        .doesNotContainKeys("runtime/storage/rp_saves.c", "target/rp_flash_layout.c");
  }
}
