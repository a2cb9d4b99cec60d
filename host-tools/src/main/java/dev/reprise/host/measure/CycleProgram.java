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

/**
 * A project's objects with another main function: it hands the learner's link the frames of a small run, byte for byte as a host would send them, and takes
 * the answers. No line, no interrupt and no clock are part of it, so every run is the same.
 */
final class CycleProgram {
  /** Takes the link's bytes in place of the board; no part of the learner. */
  static final String WRITE = "__wrap_rp_board_write";

  static final String ELF = "cycles.elf";

  private static final String PROFILED = "build-profiled";

  private static final String MAIN =
      """
      #include "reprise.h"
      #include "rp_model.h"
      #include "learner/rp_bytes.h"
      #include "link/rp_link.h"

      enum {
          SAMPLES = RP_EVENT_MAX < %d ? RP_EVENT_MAX : %d,
          FILLED = RP_SLOTS < SAMPLES ? RP_SLOTS : SAMPLES,
          DATA_MOST = 60
      };
      enum { HELLO = 0x01, DATA = 0x04, FILL, EVENT_BEGIN, EVENT_ADD, TRAIN, SUPPLY, EVENT_END, INFER };

      static uint8_t sent[256];
      static uint32_t sent_bytes;
      static uint16_t seq;
      static rp_frame answer;
      static bool well = true;

      void __wrap_rp_board_write(const uint8_t *bytes, uint32_t count);
      bool __wrap_rp_board_storage_open(void);

      void __wrap_rp_board_write(const uint8_t *bytes, uint32_t count)
      {
          for (uint32_t i = 0; i < count && sent_bytes < sizeof sent; i++) {
              sent[sent_bytes++] = bytes[i];
          }
      }

      bool __wrap_rp_board_storage_open(void)
      {
          return false;
      }

      static void call(uint8_t type, const uint8_t *payload, uint32_t bytes)
      {
          static rp_frame_reader reader;
          uint8_t encoded[1 + RP_ENCODED_MAX] = {0};
          rp_frame request = {.type = type, .seq = ++seq, .bytes = (uint8_t)bytes};
          bool answered = false;
          memcpy(request.payload, payload, bytes);
          sent_bytes = 0;
          uint32_t count = rp_frame_write(&request, RP_HOST_TO_DEVICE, encoded + 1);
          rp_link_receive(encoded, count + 1);
          for (uint32_t i = 0; i < sent_bytes; i++) {
              answered |= rp_frame_read(&reader, sent[i], RP_DEVICE_TO_HOST, &answer) && answer.seq == seq;
          }
          well &= answered && answer.payload[0] == RP_OK;
      }

      static void call_u16(uint8_t type, uint32_t count, uint16_t a, uint16_t b)
      {
          uint8_t payload[4];
          uint8_t *at = payload;
          rp_put_u16(&at, a);
          rp_put_u16(&at, b);
          call(type, payload, 2 * count);
      }

      static uint16_t answered_u16(void)
      {
          const uint8_t *at = answer.payload + 2;
          return rp_get_u16(&at);
      }

      static void sample(uint16_t index)
      {
          uint32_t state = index + 1U;
          for (uint32_t offset = 0; offset < RP_INPUT_BYTES;) {
              uint8_t payload[4 + DATA_MOST];
              uint8_t *at = payload;
              rp_put_u32(&at, offset);
              for (uint32_t i = 0; i < DATA_MOST && offset < RP_INPUT_BYTES; i++, offset++) {
                  state = state * 1664525U + 1013904223U;
                  rp_put_u8(&at, (uint8_t)(state >> 24));
              }
              call(DATA, payload, (uint32_t)(at - payload));
          }
      }

      /* Ends the emulation of a Cortex-M by Arm's semihosting: SYS_EXIT, "the application ended" or "internal error". Elsewhere the board support does, by the code of main. */
      static void end(void)
      {
      #ifdef __arm__
          register uint32_t operation __asm("r0") = 0x18;
          register uint32_t reason __asm("r1") = well ? 0x20026 : 0x20024;
          __asm volatile("bkpt 0xab" : : "r"(operation), "r"(reason) : "memory");
      #endif
      }

      static void event(void)
      {
          call_u16(EVENT_BEGIN, 1, SAMPLES, 0);
          for (uint16_t i = 0; i < SAMPLES; i++) {
              sample(i);
              call_u16(EVENT_ADD, 2, i, i %% RP_CLASSES);
          }
          do {
              call(TRAIN, 0, 0);
              if (answer.payload[1] == RP_NEEDS_SAMPLE) {
                  uint16_t index = answered_u16();
                  sample(index);
                  call_u16(SUPPLY, 1, index, 0);
              }
          } while (well && answer.payload[1] != RP_TRAINED);
          do {
              call(EVENT_END, 0, 0);
              if (answer.payload[1] == RP_COMMIT_NEEDS_SAMPLE) {
                  uint16_t index = answered_u16();
                  sample(index);
                  call_u16(SUPPLY, 1, index, 0);
                  answer.payload[1] = RP_COMMIT_NEEDS_SAMPLE;
              }
          } while (well && answer.payload[1] != RP_COMMITTED);
      }

      int main(void)
      {
          static const uint8_t session[12] = {1};
          rp_config config;
          rp_init();
          rp_link_init();
          rp_configuration(&config);
          config.epochs = 1;
          well &= rp_configure(&config) == RP_OK;
          call(HELLO, session, sizeof session);
          sample(0);
          call(INFER, 0, 0);
          for (uint16_t i = 0; i < FILLED; i++) {
              sample(i);
              call_u16(FILL, 1, i %% RP_CLASSES, 0);
          }
          event();
          end();
          return well ? 0 : 1;
      }
      """;

  private CycleProgram() {}

  /**
   * Builds {@code project} and links its objects with the other main; returns the ELF file.
   *
   * @param samples new samples of the event, where the model takes so many
   */
  static Path build(Path project, Target target, int samples) throws IOException {
    ProjectBuilder.build(project, target, ProjectBuilder.Image.SIMULATOR, List.of());
    return link(project, target, samples, project.resolve("build"), "qemu", List.of());
  }

  /** As {@link #build}, compiled to count cycles by place ({@code rp_profile.h}), in a folder of its own: what is built for the board stays as it is. */
  static Path buildProfiled(Path project, Target target, int samples) throws IOException {
    List<String> flags = List.of("-DRP_PROFILE");
    ProjectBuilder.build(project, target, ProjectBuilder.Image.SIMULATOR, ProjectBuilder.Units.SEPARATE, flags, PROFILED);
    return link(project, target, samples, project.resolve(PROFILED), "pulp", flags);
  }

  private static Path link(Path project, Target target, int samples, Path objects, String simulator, List<String> flags) throws IOException {
    Path main = Files.writeString(objects.resolve("cycles.c"), String.format(MAIN, samples, samples));
    Path elf = objects.resolve(ELF);
    List<String> command = new ArrayList<>(List.of(target.toolchain().command(), "-std=gnu99", "-O2", "-Wl,--gc-sections"));
    command.addAll(flags);
    command.addAll(List.of("-Wl,--wrap=rp_board_write", "-Wl,--wrap=rp_board_storage_open"));
    command.addAll(target.toolchain().cflags());
    command.addAll(target.toolchain().ldflags());
    List.of("include", "model", "runtime", "target").forEach(folder -> command.add("-I" + project.resolve(folder)));
    command.addAll(List.of("-L" + project.resolve("target"), main.toString()));
    Path realMain = objects.resolve("runtime/link/main.o");
    Path otherBoard = objects.resolve(target.usesStandIn(simulator) ? "target" : "standin");
    try (Stream<Path> files = Files.walk(objects)) {
      files.filter(f -> f.toString().endsWith(".o") && !f.equals(realMain) && !f.startsWith(otherBoard) && !f.endsWith("unity.o")).sorted().forEach(f -> command.add(f.toString()));
    }
    command.addAll(List.of("-T" + project.resolve("target/simulator.ld"), "-o", elf.toString()));
    Tool.run(command);
    return elf;
  }
}
