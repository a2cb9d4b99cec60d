package dev.reprise.host.measure;

import dev.reprise.compiler.target.Target;
import dev.reprise.host.build.ProjectBuilder;
import dev.reprise.simulators.cycles.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A project's objects with another main function: it drives the learner itself instead of waiting for the link, so every run is the same. */
final class CycleProgram {
  /** New samples of the event, where the model takes so many. */
  static final int SAMPLES = 8;

  private static final String MAIN =
      """
      #include "reprise.h"
      #include "rp_model.h"

      enum {
          SAMPLES = RP_EVENT_MAX < %d ? RP_EVENT_MAX : %d,
          FILLED = RP_SLOTS < SAMPLES ? RP_SLOTS : SAMPLES
      };

      static bool sample(void *context, uint16_t index, uint8_t *codes)
      {
          uint32_t state = index + 1U;
          (void)context;
          for (uint32_t i = 0; i < RP_INPUT_BYTES; i++) {
              state = state * 1664525U + 1013904223U;
              codes[i] = (uint8_t)(state >> 24);
          }
          return true;
      }

      /* Ends the emulation by Arm's semihosting: SYS_EXIT, "the application ended" or "internal error". */
      static void end(bool well)
      {
          register uint32_t operation __asm("r0") = 0x18;
          register uint32_t reason __asm("r1") = well ? 0x20026 : 0x20024;
          __asm volatile("bkpt 0xab" : : "r"(operation), "r"(reason) : "memory");
      }

      static bool run(void)
      {
          const rp_callbacks callbacks = {sample, 0, 0};
          rp_config config;
          rp_commit_info commit;
          uint16_t label;
          const float *logits;
          bool well = true;
          rp_init();
          rp_configuration(&config);
          config.epochs = 1;
          well &= rp_configure(&config) == RP_OK;
          sample(0, 0, rp_input());
          well &= rp_infer(&label, &logits) == RP_OK;
          for (uint16_t i = 0; i < FILLED; i++) {
              sample(0, i, rp_input());
              well &= rp_fill(i %% RP_CLASSES) == RP_OK;
          }
          well &= rp_event_begin(SAMPLES) == RP_OK;
          for (uint16_t i = 0; i < SAMPLES; i++) {
              sample(0, i, rp_input());
              well &= rp_event_add(i, i %% RP_CLASSES) == RP_OK;
          }
          return well && rp_train(&callbacks) == RP_OK && rp_event_end(&callbacks, &commit) == RP_OK;
      }

      int main(void)
      {
          end(run());
          return 0;
      }
      """;

  private CycleProgram() {}

  /** Builds {@code project} and links its objects with the other main; returns the ELF file. */
  static Path build(Path project, Target target) throws IOException {
    ProjectBuilder.build(project, target, ProjectBuilder.Image.SIMULATOR, List.of());
    Path objects = project.resolve("build");
    Path main = Files.writeString(objects.resolve("cycles.c"), String.format(MAIN, SAMPLES, SAMPLES));
    Path elf = objects.resolve("cycles.elf");
    List<String> command = new ArrayList<>(List.of(target.toolchain().prefix() + "gcc", "-std=gnu99", "-O2", "-Wl,--gc-sections"));
    command.addAll(target.toolchain().cflags());
    command.addAll(target.toolchain().ldflags());
    command.addAll(List.of("-I" + project.resolve("include"), "-I" + project.resolve("model"), "-L" + project.resolve("target"), main.toString()));
    Path link = objects.resolve("runtime/link");
    try (Stream<Path> files = Files.walk(objects)) {
      files.filter(f -> f.toString().endsWith(".o") && !f.startsWith(link) && !f.endsWith("unity.o")).sorted().forEach(f -> command.add(f.toString()));
    }
    command.addAll(List.of("-T" + project.resolve("target/simulator.ld"), "-o", elf.toString()));
    Tool.run(command);
    return elf;
  }
}
