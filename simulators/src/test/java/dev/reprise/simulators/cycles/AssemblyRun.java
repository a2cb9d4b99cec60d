package dev.reprise.simulators.cycles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.simulators.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Assembles a function {@code snippet} (its body is the given text, BX LR is added), runs it on an emulated board and estimates it. */
final class AssemblyRun {
  static final Path HOME = Path.of(System.getProperty("reprise.home"));

  private static final String AROUND = """
          .syntax unified
          .thumb
          .section .vectors, "a"
          .word 0x20010000, start + 1
          .rept 12
          .word 0
          .endr
          .word handler + 1
          .text
          .type start, %%function
      start:
          ldr r0, =0xe000ed88
          mov r1, #0xf00000
          str r1, [r0]
          dsb
          isb
          ldr r0, =data
          ldr r1, =data + 64
          ldr r2, =data + 128
          mov r3, #1
          bl snippet
          mov r0, #0x18
          ldr r1, =0x20026
          bkpt 0xab
          .ltorg
          .type other, %%function
      other:
          bx lr
          .type handler, %%function
      handler:
          push {lr}
          nop
          bl other
          pop {pc}
          .balign 8
          .global snippet
          .type snippet, %%function
      snippet:
      %s
          bx lr
          .balign 4
          .data
      data:
          .zero 256
      """;

  private AssemblyRun() {}

  static void needsTools() {
    assumeTrue(Programs.find("qemu-system-arm").isPresent(), "qemu-system-arm is not installed");
    assumeTrue(Programs.find("arm-none-eabi-gcc").isPresent(), "arm-none-eabi-gcc is not installed");
    assumeTrue(Programs.find("gcc").isPresent(), "gcc is not installed");
  }

  /** Estimate of the only call of the snippet; its last instruction is BX LR. */
  static CycleEstimate.Scope scope(Path folder, String core, String body) throws IOException, InterruptedException {
    List<CycleEstimate.Scope> calls = estimate(folder, core, body, "snippet").callsOf("snippet");
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).caller()).isEqualTo("start");
    return calls.get(0);
  }

  /** Estimate with the calls of {@code entries} counted apart. */
  static CycleEstimate estimate(Path folder, String core, String body, String... entries) throws IOException, InterruptedException {
    return estimate(folder, core, body, Scopes.entries(List.of(entries)));
  }

  /** The snippet may pend PendSV (bit 28 of 0xe000ed04), whose handler has 4 instructions and calls {@code other}, which has one. */
  static CycleEstimate estimate(Path folder, String core, String body, Scopes scopes) throws IOException, InterruptedException {
    Path elf = build(folder, core, body);
    Disassembly code = Disassembly.of(elf, "arm-none-eabi-");
    BlockCounts counts = CountedRun.run(CountingPlugin.of(HOME), machine(core), elf, code, scopes, Duration.ofSeconds(30));
    return CycleEstimate.of(counts, code, TimingTable.read(HOME.resolve("targets/cores/" + core + ".yaml")));
  }

  static String machine(String core) {
    return core.equals("cortex-m7") ? "mps2-an500" : "mps2-an386";
  }

  private static Path build(Path folder, String core, String body) throws IOException, InterruptedException {
    Path source = folder.resolve("snippet.s");
    Files.writeString(source, String.format(AROUND, body.indent(4)));
    Path elf = folder.resolve("snippet.elf");
    List<String> command = new ArrayList<>(List.of("arm-none-eabi-gcc", "-mcpu=" + core, "-mthumb", "-mfloat-abi=hard"));
    command.add(core.equals("cortex-m7") ? "-mfpu=fpv5-sp-d16" : "-mfpu=fpv4-sp-d16");
    command.addAll(List.of("-nostdlib", "-Wl,-e,0", "-Wl,--section-start=.vectors=0,-Ttext=0x100,-Tdata=0x20000000", "-Wl,--no-warn-rwx-segments"));
    command.addAll(List.of("-o", elf.toString(), source.toString()));
    Process gcc = new ProcessBuilder(command).inheritIO().start();
    assertThat(gcc.waitFor()).isZero();
    return elf;
  }
}
