package dev.reprise.compiler.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetLoaderTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));

  private static final String GOOD =
      """
      name: toy
      description: a toy
      core: cortex-m4f
      extensions: [dsp, vfp]
      accumulate: [separate]
      memories:
        - {name: flash, kind: flash, origin: 0x08000000, size: 8192}
        - {name: sram, kind: ram, origin: 0x20000000, size: 500}
        - {name: ccm, kind: ram, origin: 0x10000000, size: 100, simulatorOrigin: 0x20000200}
      reservedRam: 64
      clockHz: 1000000
      toolchain:
        prefix: arm-none-eabi-
        cflags: [-mthumb]
        ldflags: []
        files: [board.c]
      simulators:
        qemu: {machine: toy}
      storage:
        unit: 4
        slots:
          - {origin: 0x08001000, sectors: [{first: 4, count: 1, size: 1024}, {first: 5, count: 2, size: 512}]}
          - {origin: 0x08001800, sectors: [{first: 7, count: 3, size: 512}]}
      standIn: stunt
      probe: {openocd: [board/toy.cfg], stFlash: true, idRegister: 0xe0042000, chipId: 0x413}
      """;

  /** A larger board with the same core. */
  private static final String STUNT =
      """
      name: stunt
      description: stands in
      core: cortex-m4f
      accumulate: [separate]
      memories:
        - {name: flash, kind: flash, origin: 0x08000000, size: 8192}
        - {name: sram, kind: ram, origin: 0x20000000, size: 1000}
      clockHz: 1000000
      toolchain: {prefix: arm-none-eabi-, cflags: [], ldflags: [], files: []}
      simulators:
        other: {machine: stunt}
        qemu: {machine: stunt}
      """;

  @TempDir private Path folder;

  private Target load(String yaml) throws IOException {
    Path toy = Files.createDirectories(folder.resolve("targets/toy"));
    Files.writeString(toy.resolve("board.c"), "");
    Files.writeString(toy.resolve("target.yaml"), yaml);
    Files.writeString(Files.createDirectories(folder.resolve("targets/stunt")).resolve("target.yaml"), STUNT);
    return TargetLoader.load(toy);
  }

  @Test
  void readsEveryField() throws IOException {
    Target target = load(GOOD);

    assertThat(target)
        .isEqualTo(
            new Target(
                "toy",
                "a toy",
                "cortex-m4f",
                Set.of(Extension.DSP, Extension.VFP),
                List.of(Accumulate.SEPARATE),
                List.of(
                    new MemoryRegion("flash", MemoryRegion.Kind.FLASH, 0x08000000L, 4096, 0x08000000L),
                    new MemoryRegion("sram", MemoryRegion.Kind.RAM, 0x20000000L, 500, 0x20000000L),
                    new MemoryRegion("ccm", MemoryRegion.Kind.RAM, 0x10000000L, 100, 0x20000200L)),
                64,
                1_000_000,
                new Target.Toolchain("arm-none-eabi-", List.of("-mthumb"), List.of(), List.of("board.c")),
                Map.of("qemu", Map.of("machine", "toy")),
                new SaveStorage(
                    "flash",
                    4096,
                    4,
                    List.of(
                        new SaveStorage.Slot(0x08001000L, List.of(new SaveStorage.Sectors(4, 1, 1024), new SaveStorage.Sectors(5, 2, 512))),
                        new SaveStorage.Slot(0x08001800L, List.of(new SaveStorage.Sectors(7, 3, 512))))),
                new Targets(folder).get("stunt"),
                new Target.Probe(List.of("board/toy.cfg"), true, 0xe0042000L, 0x413),
                folder.resolve("targets/toy")));
    assertThat(target.isHost()).isFalse();
    assertThat(target.storage().capacity()).isEqualTo(1536 - SaveStorage.HEAD_BYTES);
    assertThat(target.withoutStorage().memories().get(0).size()).isEqualTo(8192);
    assertThat(target.withoutStorage().storage()).isNull();
  }

  @Test
  void theStandInServesSimulatorsThatDoNotKnowTheBoard() throws IOException {
    Target target = load(GOOD);

    assertThat(target.simulator("qemu")).contains(Map.of("machine", "toy"));
    assertThat(target.standInNote("qemu")).isEmpty();
    assertThat(target.simulator("other")).contains(Map.of("machine", "stunt"));
    assertThat(target.standInNote("other")).hasValueSatisfying(note -> assertThat(note).startsWith("stunt stands in for toy"));
    assertThat(target.simulator("none")).isEmpty();
    assertThat(target.standInNote("none")).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}: RP{2} {3}")
  @CsvSource(
      delimiter = ';',
      value = {
        "name: toy;name: toys;1604;toys",
        "core: cortex-m4f;;1603;core",
        "extensions: [dsp, vfp];extensions: [dsp, neon];1605;neon",
        "extensions: [dsp, vfp];extensions: [dsp, dsp];1605;dsp",
        "accumulate: [separate];accumulate: [sometimes];1605;sometimes",
        "accumulate: [separate];accumulate: [];1605;accumulate",
        "accumulate: [separate];accumulate: [fused, fused];1605;accumulate",
        "origin: 0x10000000, size: 100;origin: 0x20000010, size: 100;1607;sram and ccm",
        "simulatorOrigin: 0x20000200;simulatorOrigin: 0x200001f3;1607;in the simulator",
        "origin: 0x10000000, size: 100;origin: 0x10000000, size: 0;1605;ccm.size",
        "origin: 0x10000000, size: 100;origin: 0x10000000;1603;ccm.size",
        "name: ccm;name: C-M;1605;C-M",
        "name: ccm;name: sram;1605;sram",
        "kind: flash;kind: rom;1605;rom",
        "kind: ram;kind: flash;1605;none of them is ram",
        "reservedRam: 64;reservedRam: 500;1605;reservedRam",
        "clockHz: 1000000;clockHz: -1;1605;clockHz",
        "clockHz: 1000000;clockHz: fast;1602;line 11",
        "clockHz: 1000000;clockHertz: 1;1602;clockHertz",
        "files: [board.c];files: [bored.c];1606;bored.c",
        "cflags: [-mthumb];;1603;cflags",
        "unit: 4;unit: 3;1605;storage.unit",
        "unit: 4;unit: 64;1605;storage.unit",
        "unit: 4;unity: 4;1602;unity",
        "origin: 0x08001000, sectors;sectors;1603;storage.slots.origin",
        "origin: 0x08001000, sectors;origin: 0x08001100, sectors;1605;overlap",
        "origin: 0x08001000, sectors;origin: 0x0a001000, sectors;1605;no memory",
        "origin: 0x08001800;origin: 0x08001b00;1605;no memory",
        "origin: 0x08001800;origin: 0x10000000;1605;no memory",
        "origin: 0x08001000, sectors;origin: 0x08001002, sectors;1605;multiple",
        "sectors: [{first: 7, count: 3, size: 512}];sectors: [];1605;no sectors",
        "{first: 7, count: 3, size: 512};{first: 7, count: 3, size: 510};1605;multiple",
        "{first: 7, count: 3, size: 512};{first: 7, count: 0, size: 512};1605;count",
        "{first: 7, count: 3, size: 512};{first: 5, count: 3, size: 512};1605;sector 5",
        "origin: 0x08001000, sectors;origin: 0x08000000, sectors;1605;nothing",
        "standIn: stunt;standIn: toy;1605;toy is no other target",
        "standIn: stunt;standIn: nobody;1605;nobody",
        "core: cortex-m4f;core: cortex-m7f;1605;standIn",
        "simulatorOrigin: 0x20000200;simulatorOrigin: 0x20000385;1605;ccm.simulatorOrigin",
        "openocd: [board/toy.cfg];openocd: [];1605;openocd",
        "chipId: 0x413;chipId: 0x1413;1605;chipId",
        "idRegister: 0xe0042000, ;;1603;idRegister",
      })
  void refusesWhatIsWrong(String found, String replacement, int number, String named) {
    assertThat(GOOD).contains(found);
    String yaml = GOOD.replace(found, replacement == null ? "" : replacement);

    assertThatThrownBy(() -> load(yaml))
        .isInstanceOfSatisfying(RepriseException.class, e -> assertThat(e.diagnostic().code().number()).isEqualTo(number))
        .hasMessageContaining(named)
        .hasMessageContaining("toy/target.yaml");
  }

  @Test
  void refusesAnEmptyFile() {
    assertThatThrownBy(() -> load("")).hasMessageContaining("RP1602");
  }

  @Test
  void listsTheTargetsOfTheRepository() {
    List<Target> targets = new Targets(HOME).list();

    assertThat(targets).extracting(Target::name).contains("host", "mps2-an386", "mps2-an500", "stm32f405").isSorted();
    for (Target target : targets) {
      boolean fusedFirst = target.accumulate().get(0) == Accumulate.FUSED;
      assertThat(fusedFirst).as(target.name()).isEqualTo(!target.core().equals("cortex-m4f"));
    }
  }

  @Test
  void hostHasNoMemoriesAndBothModes() {
    Target host = new Targets(HOME).get("host");

    assertThat(host.isHost()).isTrue();
    assertThat(host.accumulate()).containsExactly(Accumulate.FUSED, Accumulate.SEPARATE);
  }

  @Test
  void namesTheTargetsThatThereAre() {
    assertThatThrownBy(() -> new Targets(HOME).get("stm32f4"))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP1601")
        .hasMessageContaining("stm32f405");
  }

  @Test
  void theCompilerIsGccUnlessNamed() throws IOException {
    assertThat(load(GOOD).toolchain().command()).isEqualTo("arm-none-eabi-gcc");
    assertThat(load(GOOD.replace("prefix: arm-none-eabi-", "prefix: \"\"\n  compiler: clang-19")).toolchain().command()).isEqualTo("clang-19");
  }

  private static final String CLUSTER = "cluster: {workers: 8, fpus: 4, banks: 16, l1: 65536, l2: 1638400, l3: 64, l2Cycles: 15, dmaBytesPerCycle: 8, l3BytesPerCycle: 0.5}\n";

  @Test
  void readsTheClusterAndItsScratchpad() throws IOException {
    Target target = load(GOOD + CLUSTER);
    assertThat(target.cluster()).isEqualTo(new Cluster(8, 4, 16, 65536, 1638400, 64, 15, 8, 0.5));
    assertThat(target.allMemories()).hasSize(target.memories().size() + 2).endsWith(target.cluster().l1Region(), target.cluster().l3Region());
    assertThat(target.withoutStorage().cluster()).isEqualTo(target.cluster());
    assertThat(load(GOOD).cluster()).isNull();
    assertThat(load(GOOD + CLUSTER.replace("l3: 64, ", "").replace(", l3BytesPerCycle: 0.5", "")).cluster().l3()).isZero();
  }

  @ParameterizedTest(name = "{0} -> {1}: RP{2} {3}")
  @CsvSource({"workers: 8,workers: 0,1605,workers", "banks: 16,banks: -1,1605,banks", "l3: 64,l3: -1,1605,l3", "BytesPerCycle: 0.5,BytesPerCycle: 0,1605,l3BytesPerCycle", "'l2Cycles: 15, ','',1603,l2Cycles"})
  void refusesWhatIsWrongInACluster(String found, String replacement, int number, String named) {
    assertThat(CLUSTER).contains(found);
    assertThatThrownBy(() -> load(GOOD + CLUSTER.replace(found, replacement))).hasMessageContaining("RP" + number).hasMessageContaining(named);
  }
}
