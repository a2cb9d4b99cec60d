package dev.reprise.host.bench;

import java.util.List;

/** The C program that calls every case once, in order, and ends the emulation. */
final class BenchProgram {
  private static final String TEXT =
      """
      #include "rp_kernels_f32.h"
      #include "rp_kernels_s8.h"

      enum { ELEMENTS = %d, CHANNELS = %d };

      static float x[ELEMENTS], y[ELEMENTS], w[ELEMENTS], b[CHANNELS];
      static uint8_t codes[ELEMENTS], codes_out[ELEMENTS];
      static int8_t weights_s8[ELEMENTS];
      static int32_t bias_s32[CHANNELS];
      static rp_requant requant[CHANNELS];
      static const rp_s8_output output = {128, 128, 0, 255};

      %s
      static uint32_t random_state = 1;

      static uint32_t random_bits(void)
      {
          random_state = random_state * 1664525U + 1013904223U;
          return random_state >> 8;
      }

      static float random_value(void)
      {
          return (float)random_bits() * 0x1p-23f - 1.0f;
      }

      static void fill(void)
      {
          for (int32_t i = 0; i < ELEMENTS; i++) {
              x[i] = random_value();
              y[i] = random_value();
              w[i] = random_value();
              codes[i] = (uint8_t)random_bits();
              weights_s8[i] = (int8_t)((int32_t)(random_bits() & 255U) - 128);
          }
          for (int32_t i = 0; i < CHANNELS; i++) {
              b[i] = random_value();
              bias_s32[i] = (int32_t)(random_bits() & 0xffffU);
              requant[i] = (rp_requant){0x50000000, 0, 9};
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

  static String text(List<BenchCase> cases) {
    StringBuilder geometries = new StringBuilder();
    StringBuilder calls = new StringBuilder();
    for (int i = 0; i < cases.size(); i++) {
      BenchCase c = cases.get(i);
      geometries.append("static const ").append(c.type().type()).append(" g").append(i).append(" = ").append(c.geometry()).append(";\n");
      calls.append("    ").append(c.kernel()).append("(&g").append(i).append(", ").append(c.arguments()).append(");\n");
    }
    int elements = cases.stream().mapToInt(BenchCase::elements).max().orElse(1);
    int channels = cases.stream().mapToInt(BenchCase::channels).max().orElse(1);
    return String.format(TEXT, elements, channels, geometries, calls);
  }
}
