package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.build.ProjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner is built for every Cortex-M target, with something in each of its memories; the ELF file says where it all lies. */
class PlacementTest {
  private static final int SEED = 3;
  private static final int FILL_BYTES = 256;

  @TempDir private Path folder;

  @BeforeAll
  static void compiler() throws InterruptedException {
    FirmwareFixture.requireCompiler();
  }

  @Test
  void everythingLiesInTheMemoryThatItIsPlannedFor() throws IOException {
    List<Target> targets = new Targets(CompiledNetwork.HOME).list().stream().filter(t -> t.core().startsWith("cortex-m")).toList();
    int regions = 0;
    for (Target target : targets) {
      Path project = project(target);
      // where things lie does not depend on how well they are compiled
      List<String> flags = new ArrayList<>(List.of("-O1", "-g0"));
      rams(target).forEach(m -> flags.add("-Wl,-u,fill_" + m.name()));
      for (ProjectBuilder.Image kind : ProjectBuilder.Image.values()) {
        FirmwareImage image = FirmwareImage.read(ProjectBuilder.build(project, target, kind, ProjectBuilder.Units.UNITY, flags));
        regions += check(target, image, kind == ProjectBuilder.Image.SIMULATOR);
      }
    }
    long folders;
    try (var all = Files.list(CompiledNetwork.HOME.resolve("targets"))) {
      folders = all.filter(f -> Files.exists(f.resolve("target.yaml")) && !f.endsWith("host")).filter(PlacementTest::isArm).count();
    }
    assertThat(targets).hasSize((int) folders).hasSizeGreaterThanOrEqualTo(8);
    assertThat(regions).isEqualTo(targets.stream().mapToInt(t -> 2 * rams(t).size()).sum());
  }

  private static boolean isArm(Path folder) {
    try {
      return Files.readString(folder.resolve("target.yaml")).contains("-mcpu=cortex-m");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<MemoryRegion> rams(Target target) {
    return target.memories().stream().filter(m -> m.kind() == MemoryRegion.Kind.RAM).toList();
  }

  /** The emitted project, and an array in the section of every RAM. */
  private Path project(Target target) throws IOException {
    Compiled compiled = CompiledNetwork.random(SEED, target, target.accumulate().get(0));
    Path project = folder.resolve(target.name());
    compiled.files().write(project);
    StringBuilder source = new StringBuilder("#include <stdint.h>\n");
    rams(target).forEach(m -> source.append(String.format("uint8_t fill_%1$s[%2$d] __attribute__((section(\".rp_%1$s\")));%n", m.name(), FILL_BYTES)));
    Files.writeString(project.resolve("fill.c"), source);
    Path makefile = project.resolve("Makefile");
    String text = Files.readString(makefile);
    assertThat(text).contains("SOURCES := \\\n");
    Files.writeString(makefile, text.replace("SOURCES := \\\n", "SOURCES := fill.c \\\n"));
    return project;
  }

  private static int check(Target target, FirmwareImage image, boolean simulator) {
    String what = target.name() + (simulator ? ", simulator" : "");
    MemoryRegion flash = target.memories().stream().filter(m -> m.kind() == MemoryRegion.Kind.FLASH).findFirst().orElseThrow();
    List<String> inFlash = new ArrayList<>();
    for (FirmwareImage.Section section : image.sections()) {
      List<MemoryRegion> holders = target.memories().stream().filter(m -> within(section.address(), section.size(), m, simulator)).toList();
      assertThat(holders).as("%s: memory of %s at %08x", what, section.name(), section.address()).hasSize(1);
      if (holders.get(0) == flash) {
        inFlash.add(section.name());
      }
      if (section.name().equals(".stack") || section.name().equals(".bss")) {
        assertThat(holders.get(0)).as("%s: memory of %s", what, section.name()).isEqualTo(rams(target).get(0));
      }
    }
    assertThat(inFlash).as(what + ": sections in flash").containsExactly(".text");
    assertThat(image.copied()).as(what + ": images of data").allSatisfy(c -> assertThat(within(c.from(), c.size(), flash, simulator)).isTrue());

    FirmwareImage.Symbol vectors = image.symbol("vectors").orElseThrow();
    assertThat(vectors.address()).as(what + ": vector table").isEqualTo(origin(flash, simulator));
    FirmwareImage.Section text = image.sections().stream().filter(s -> s.name().equals(".text")).findFirst().orElseThrow();
    long stack = FirmwareImage.words(text).get(0);
    long reset = FirmwareImage.words(text).get(1);
    assertThat(within(stack - 4, 4, rams(target).get(0), simulator)).as(what + ": first stack pointer").isTrue();
    assertThat(stack % 8).as(what + ": first stack pointer").isZero();
    assertThat(reset).as(what + ": reset vector").isEqualTo(image.symbol("board_reset").orElseThrow().address() | 1);

    int regions = 0;
    for (MemoryRegion m : rams(target)) {
      FirmwareImage.Symbol fill = image.symbol("fill_" + m.name()).orElseThrow();
      assertThat(within(fill.address(), FILL_BYTES, m, simulator)).as(what + ": " + m.name()).isTrue();
      image.symbol("rp_region_" + m.name()).ifPresent(r -> assertThat(within(r.address(), r.size(), m, simulator)).as(what + ": " + r.name()).isTrue());
      regions++;
    }
    assertThat(image.symbols()).as(what).anySatisfy(s -> assertThat(s.name()).startsWith("rp_region_"));
    return regions;
  }

  private static long origin(MemoryRegion m, boolean simulator) {
    return simulator ? m.simulatorOrigin() : m.origin();
  }

  private static boolean within(long address, long size, MemoryRegion m, boolean simulator) {
    return address >= origin(m, simulator) && address + size <= origin(m, simulator) + m.size();
  }
}
