package dev.reprise.host.bench;

import dev.reprise.compiler.emit.CallSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The C program that makes the call of every case once, in order, on seeded random data, and ends the emulation. */
final class BenchProgram {
  private static final String MAIN =
      """
      #include <stdint.h>

      enum { FLOATS = %d, CODES = %d };

      __attribute__((aligned(16))) unsigned char bench_floats[FLOATS], bench_codes[CODES];

      %s
      static uint32_t random_state = 1;

      static uint32_t random_bits(void)
      {
          random_state = random_state * 1664525U + 1013904223U;
          return random_state >> 8;
      }

      static void fill(void)
      {
          float *floats = (float *)(void *)bench_floats;
          for (int32_t i = 0; i < FLOATS / 4; i++) {
              floats[i] = (float)random_bits() * 0x1p-23f - 1.0f;
          }
          for (int32_t i = 0; i < CODES; i++) {
              bench_codes[i] = (uint8_t)random_bits();
          }
      }

      /* SYS_EXIT of Arm's semihosting, for "the application ended". */
      static void end(void)
      {
          register uint32_t operation __asm("r0") = 0x18;
          register uint32_t reason __asm("r1") = 0x20026;
          __asm volatile("bkpt 0xab" : : "r"(operation), "r"(reason) : "memory");
      }

      int main(void)
      {
          fill();
      %s    end();
          return 0;
      }
      """;

  private BenchProgram() {}

  /** Writes the program's files to {@code folder}. */
  static List<Path> write(Path folder, List<BenchCase> cases) throws IOException {
    List<Path> files = new ArrayList<>();
    StringBuilder prototypes = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    long floats = 16;
    long codes = 16;
    for (int i = 0; i < cases.size(); i++) {
      String function = "bench_" + i;
      CallSource source = new CallSource(cases.get(i).schedule(), List.of(cases.get(i).call()));
      files.add(Files.writeString(folder.resolve(function + ".c"), source.text(function, "bench_floats", "bench_codes")));
      prototypes.append("void ").append(function).append("(void);\n");
      calls.append("    ").append(function).append("();\n");
      floats = Math.max(floats, source.floatBytes());
      codes = Math.max(codes, source.codeBytes());
    }
    files.add(Files.writeString(folder.resolve("bench.c"), String.format(MAIN, floats, codes, prototypes, calls)));
    return files;
  }
}
