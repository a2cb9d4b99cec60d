package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.report.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementTest {
  /** leaf takes 64 bytes, mid 168, main 8 (by gcc's -fstack-usage on Armv7E-M at -O2). */
  private static final String SOURCE =
      """
      #include <stdint.h>
      #define KEEP __attribute__((noinline, used))
      volatile int sink = 7;
      const int8_t rp_k_conv[300] = {1};
      const float rp_fc_w_initial[25] = {1};
      uint8_t rp_region_sram[164] __attribute__((section(".rp_sram"), aligned(16)));
      KEEP static int leaf(int x) { volatile int a[16]; a[x & 15] = x; return a[(x + 1) & 15]; }
      KEEP int mid(int x) { volatile int a[40]; a[x & 31] = leaf(x); return leaf(a[3]) + 1; }
      int main(void) { sink = mid(sink) + rp_k_conv[sink & 31] + (int)rp_fc_w_initial[sink & 7] + rp_region_sram[sink & 63]; for (;;) {} }
      void board_tick(void) { sink++; }
      void board_link_interrupt(void) { sink = leaf(sink); }
      """;

  private static final long EXCEPTION = 108;

  @TempDir Path project;

  @Test
  void everyByteOfTheImageHasItsRegionAndPurpose() throws Exception {
    FirmwareFixture.writeReport(project);
    Path elf = FirmwareFixture.build(project, SOURCE);
    MeasureReport report = measure(elf);
    assertThat(report.memory()).extracting(RegionUse::region).containsExactly("flash", "sram", "ccm");

    RegionUse flash = report.memory().get(0);
    assertThat(flash.purposes()).containsEntry(Purpose.FROZEN_WEIGHTS, 300L).containsEntry(Purpose.INITIAL_WEIGHTS, 100L);
    assertThat(flash.purposes()).containsEntry(Purpose.RUNTIME_DATA, 4L); // the image of sink
    assertThat(flash.used()).isEqualTo(flashBytesAsSizeCountsThem(elf)).isEqualTo(sum(flash));

    RegionUse sram = report.memory().get(1);
    assertThat(sram.purposes())
        .containsEntry(Purpose.STACK, 4096L)
        .containsEntry(Purpose.WEIGHTS, 100L)
        .containsEntry(Purpose.ARENA, 64L)
        .containsEntry(Purpose.RUNTIME_DATA, 4L);
    assertThat(sram.used()).isEqualTo(4096 + 164 + 4).isEqualTo(sum(sram));
    assertThat(report.used("ram")).isEqualTo(sram.used());
    assertThat(new ObjectMapper().writeValueAsString(report)).contains("\"frozen weights\":300").contains("\"region\":\"sram\"");
  }

  @Test
  void theWorstStackIsTheDeepestChainWithEveryHandlerOnTop() throws Exception {
    StackReport stack = stackOf(SOURCE);
    assertThat(stack.reset().links()).extracting(StackReport.Link::function).containsExactly("board_reset", "main", "mid", "leaf");
    assertThat(stack.reset().links()).extracting(StackReport.Link::bytes).containsExactly(8L, 8L, 168L, 64L);
    assertThat(stack.handlers()).extracting(c -> c.links().get(0).function()).containsExactly("board_fault", "board_tick", "board_link_interrupt");
    assertThat(stack.handlers().get(1).bytes()).isEqualTo(EXCEPTION);
    assertThat(stack.handlers().get(2).bytes()).isEqualTo(EXCEPTION + 8 + 64);
    assertThat(stack.worst()).isEqualTo(248 + 3 * EXCEPTION + 8 + 64);
    assertThat(stack.reserved()).isEqualTo(4096);
    assertThat(stack.unbounded()).isEmpty();
    assertThat(stack.indirect()).isEmpty();
  }

  @Test
  void callsThroughPointersReachWhatHasItsAddressTaken() throws Exception {
    String source =
        SOURCE.replace("int main(void) {", "static int (*volatile table[2])(int) = {mid, leaf};\nint main(void) { sink = table[sink & 1](3);")
            .replace("sink = mid(sink) +", "sink =");
    StackReport stack = stackOf(source);
    assertThat(stack.indirect()).containsExactly("main");
    assertThat(stack.reset().links()).extracting(StackReport.Link::function).containsExactly("board_reset", "main", "mid", "leaf");
    assertThat(stack.unbounded()).isEmpty();
  }

  @Test
  void recursionAndVariableFramesHaveNoBound() throws Exception {
    String source =
        SOURCE.replace(
            "int main(void) {",
            """
            int even(int x);
            KEEP int odd(int x) { volatile int a[4]; a[0] = x; return a[0] == 0 ? 0 : even(x - 1) + a[0]; }
            KEEP int even(int x) { volatile int a[4]; a[0] = x; return a[0] == 0 ? 1 : odd(x - 1) + a[0]; }
            KEEP int variable(int n) { volatile int a[n]; a[n - 1] = n; return a[n / 2]; }
            int main(void) { sink = odd(sink) + variable(sink);""");
    StackReport stack = stackOf(source);
    assertThat(stack.unbounded()).containsExactly("even is recursive", "odd is recursive", "variable has a frame of variable size");
  }

  @Test
  void budgetsThatAreExceededFail() throws Exception {
    FirmwareFixture.writeReport(project);
    MeasureReport report = measure(FirmwareFixture.build(project, SOURCE));
    assertThat(Budgets.check(report, Map.of("ram", 4264L, "stack", 1000L, "frozen weights", 300L, "ccm", 0L))).isEmpty();
    assertThat(Budgets.check(report, Map.of("ram", 4263L))).singleElement().asString().contains("RP2101 tiny: 1 bytes over budget: ram 4264 of 4263");
    assertThat(Budgets.check(report, Map.of("stack", 600L))).singleElement().asString().contains("stack 644 of 600");
    assertThatThrownBy(() -> Budgets.check(report, Map.of("sdram", 1L))).isInstanceOf(RepriseException.class).hasMessageContaining("RP2104");

    StackReport deep = new StackReport(5000, 4096, report.stack().reset(), List.of(), List.of(), List.of("f is recursive"), List.of());
    MeasureReport tooDeep = new MeasureReport("tiny", "stm32f405", report.memory(), deep, report.saves());
    assertThat(Budgets.check(tooDeep, Map.of("stack", 6000L))).extracting(d -> d.code().id()).containsExactly("RP2107", "RP2102");
  }

  @Test
  void whatIsNoFirmwareIsRefused() throws Exception {
    Path junk = Files.writeString(project.resolve("junk.elf"), "no ELF");
    assertThatThrownBy(() -> FirmwareImage.read(junk)).isInstanceOf(RepriseException.class).hasMessageContaining("RP2105");
    assertThatThrownBy(() -> Measurement.open(project)).hasMessageContaining("report.json");
  }

  private MeasureReport measure(Path elf) {
    return Measurement.measure(Measurement.open(project), elf, FirmwareFixture.target(), false);
  }

  private StackReport stackOf(String source) throws Exception {
    FirmwareFixture.writeReport(project);
    return measure(FirmwareFixture.build(project, source)).stack();
  }

  private static long sum(RegionUse use) {
    return use.purposes().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Another reader of the file: text and data of the binary utilities' size. */
  private static long flashBytesAsSizeCountsThem(Path elf) throws Exception {
    Process process = new ProcessBuilder("arm-none-eabi-size", elf.toString()).start();
    String[] fields = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).lines().toList().get(1).strip().split("\\s+");
    return Long.parseLong(fields[0]) + Long.parseLong(fields[1]);
  }
}
