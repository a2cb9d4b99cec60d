package dev.reprise.compiler.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The compiler's condition is the kernels': those do not look, and a shape that they cannot lay their blocks in would give wrong gradients. */
class PhaseBlocksTest {
  private static final Path HOME = Path.of(System.getProperty("reprise.home"));
  private static final int MOST_IN = 26;
  private static final int CASES = 6603;

  /** Prints every row that rp_phase_blocks accepts. */
  private static final String PROGRAM =
      """
      #include <stdio.h>
      #include "internal/rp_phase_row.h"

      int main(void)
      {
          for (int32_t kernel = 2; kernel <= 5; kernel++)
              for (int32_t stride = 1; stride <= 3; stride++)
                  for (int32_t pad = 0; pad <= kernel; pad++)
                      for (int32_t end = 0; end <= kernel; end++)
                          for (int32_t in = 1; in <= 26; in++) {
                              if (in + pad + end < kernel)
                                  continue;
                              const int32_t out = (in + pad + end - kernel) / stride + 1;
                              const rp_phase_columns c = {kernel, stride, pad, in, out};
                              rp_phase_row row;
                              if (rp_phase_blocks(&c, &row))
                                  printf("%d %d %d %d %d\\n", (int)kernel, (int)stride, (int)pad, (int)in, (int)out);
                          }
          return 0;
      }
      """;

  @TempDir private Path folder;

  @Test
  void everyRowIsJudgedAsByTheKernels() throws Exception {
    Set<String> accepted = accepted();
    int cases = 0;
    for (int kernel = 2; kernel <= 5; kernel++) {
      for (int stride = 1; stride <= 3; stride++) {
        for (int pads = 0; pads < (kernel + 1) * (kernel + 1); pads++) {
          for (int in = 1; in <= MOST_IN; in++) {
            cases += compare(kernel, stride, pads / (kernel + 1), pads % (kernel + 1), in, accepted);
          }
        }
      }
    }
    assertThat(cases).isEqualTo(CASES);
    assertThat(accepted).hasSizeGreaterThan(CASES / 8);
  }

  private static int compare(int kernel, int stride, int pad, int end, int in, Set<String> accepted) {
    if (in + pad + end < kernel) {
      return 0;
    }
    int out = (in + pad + end - kernel) / stride + 1;
    Map<String, Number> geometry = Map.of("k_w", kernel, "stride_w", stride, "pad_left", pad, "w_in", in, "w_out", out, "dilation_w", 1, "c_in", 4, "c_out", 4);
    String row = "%d %d %d %d %d".formatted(kernel, stride, pad, in, out);
    assertThat(PhaseBlocks.fit(geometry, kernel)).as(row).isEqualTo(accepted.contains(row));
    return 1;
  }

  private Set<String> accepted() throws Exception {
    Path source = folder.resolve("rows.c");
    Path program = folder.resolve("rows");
    Files.writeString(source, PROGRAM);
    run("gcc", "-std=c99", "-DRP_ACCUMULATE_FUSED", "-I" + HOME.resolve("runtime-c/include"), "-I" + HOME.resolve("runtime-c/src"), source.toString(), "-o", program.toString());
    return new HashSet<>(run(program.toString()).lines().toList());
  }

  private static String run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
