package dev.reprise.simulators.cycles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Snippets whose cycles follow by hand from the cores' documents, run in QEMU. Every snippet ends with BX LR: 1 + P = 3 on M4, predicted on M7. */
class SnippetCyclesTest {
  @TempDir Path folder;

  @BeforeEach
  void needsTools() {
    AssemblyRun.needsTools();
  }

  @ParameterizedTest(name = "{0}: {1} instructions, {2} + 3 cycles, {3} stalls")
  @CsvSource(
      delimiter = '|',
      value = {
        "add r0, #1; mul r1, r2, r3; smlad r0, r1, r2, r3; sxtb16 r1, r0; pkhbt r2, r1, r0 | 5 | 5 | 0",
        "ldr r4, [r0] | 1 | 2 | 0",
        "ldr r4, [r0]; ldr r5, [r0, #4]; ldrb r6, [r1] | 3 | 4 | 0",
        "ldr r4, =data; ldr r5, [r4]; ldr r6, [r0] | 3 | 5 | 0",
        "ldr r4, [r0], #4; ldr r5, [r0], #4 | 2 | 3 | 0",
        "str r4, [r0]; strb r4, [r1]; strh r4, [r2] | 3 | 3 | 0",
        "push {r4-r7}; pop {r4-r7} | 2 | 10 | 0",
        "ldmia r0!, {r4-r7}; ldrd r4, r5, [r1]; strd r4, r5, [r1] | 3 | 11 | 0",
        "vldr s0, [r0]; vldr s1, [r0, #4]; vstr s0, [r1] | 3 | 6 | 0",
        "vldmia r0!, {s0-s3}; vstmia r1, {s0-s3}; vldr d2, [r1] | 3 | 13 | 0",
        "vmul.f32 s0, s1, s2; vadd.f32 s3, s3, s0 | 2 | 2 | 1",
        "vmul.f32 s0, s1, s2; vadd.f32 s3, s4, s5 | 2 | 2 | 0",
        "vfma.f32 s0, s1, s2; vfma.f32 s0, s3, s4; vmla.f32 s5, s6, s7 | 3 | 9 | 1",
        "vdiv.f32 s0, s1, s2; vsqrt.f32 s3, s4; vcvt.s32.f32 s5, s6; vmov r0, s1 | 4 | 30 | 0",
        "udiv r0, r1, r3; umull r0, r1, r2, r3; smlal r0, r1, r2, r3 | 3 | 8 | 0",
        "b 1f; 1: nop | 2 | 2 | 0",
        "b 1f; nop; 1: nop | 2 | 4 | 0",
        "cmp r3, #0; beq 1f; nop; 1: nop | 4 | 4 | 0",
        "cmp r3, #1; beq 1f; nop; 1: nop | 3 | 5 | 0",
        "cmp r3, #1; it eq; moveq r4, #2 | 3 | 3 | 0",
        "mov r4, #10; 1: subs r4, #1; bne 1b | 21 | 39 | 0",
        "mov r5, lr; bl other; mov lr, r5 | 4 | 8 | 0",
        "push {r4, lr}; bl other; pop {r4, lr} | 4 | 12 | 0",
        "mov r4, #0; tbb [pc, r4]; 1: .byte (2f - 1b) / 2, 0; nop; 2: nop | 3 | 6 | 0",
      })
  void cortexM4(String body, long instructions, long cycles, long stalls) throws Exception {
    Cycles total = AssemblyRun.scope(folder, "cortex-m4", body).total();
    assertThat(total.instructions()).isEqualTo(instructions + 1);
    assertThat(total.cycles()).isEqualTo(cycles + 3);
    assertThat(total.stalls()).isEqualTo(stalls);
  }

  @ParameterizedTest(name = "{0}: {1} instructions, {2} cycles with the return")
  @CsvSource(
      delimiter = '|',
      value = {
        // independent pairs
        "add r4, r0, #1; add r5, r1, #1; add r6, r2, #1; add r7, r3, #1 | 4 | 3",
        // a chain: one a cycle, the return beside the last
        "add r4, r0, #1; add r4, #1; add r4, #1 | 3 | 3",
        // one memory operation a cycle
        "ldr r4, [r0]; ldr r5, [r0, #4]; ldr r6, [r0, #8] | 3 | 3",
        "ldr r4, [r0]; add r5, r1, #1; str r5, [r2]; add r6, r1, #2 | 4 | 3",
        // a load's result two cycles later
        "ldr r4, [r0]; add r5, r4, #1 | 2 | 3",
        // the address moved on is ready at once
        "ldr r4, [r0], #4; ldr r5, [r0], #4 | 2 | 2",
        // one multiplication a cycle; as addend the result of the one before is in time
        "smlad r4, r0, r1, r4; smlad r4, r0, r1, r4; smlad r4, r0, r1, r4 | 3 | 3",
        "mul r4, r0, r1; mul r5, r4, r1 | 2 | 3",
        // the floating-point pipeline: one a cycle, addition 3, multiply-accumulate 4
        "vadd.f32 s0, s1, s2; vadd.f32 s3, s4, s5; vadd.f32 s6, s7, s8 | 3 | 3",
        "vmul.f32 s0, s1, s2; vadd.f32 s3, s3, s0 | 2 | 4",
        "vfma.f32 s0, s1, s2; vfma.f32 s0, s3, s4 | 2 | 5",
        "vfma.f32 s0, s1, s2; vldr s4, [r0]; vfma.f32 s5, s1, s2; vldr s6, [r1] | 4 | 3",
        "vdiv.f32 s0, s1, s2; vadd.f32 s3, s0, s1 | 2 | 15",
        // two registers a cycle, nothing beside them
        "ldmia r0, {r4-r7}; add r1, #1 | 2 | 3",
        "vldmia r0, {s0-s7} | 1 | 5",
        // MOV before the first of ten rounds of one cycle (SUBS and BNE together), and BX
        "mov r4, #10; 1: subs r4, #1; bne 1b | 21 | 12",
      })
  void cortexM7(String body, long instructions, long cycles) throws Exception {
    Cycles total = AssemblyRun.scope(folder, "cortex-m7", body).total();
    assertThat(total.instructions()).isEqualTo(instructions + 1);
    assertThat(total.cycles()).isEqualTo(cycles);
  }

  @Test
  void mixAndFunctionsAddUp() throws Exception {
    CycleEstimate.Scope scope = AssemblyRun.scope(folder, "cortex-m4", "push {r4, lr}; bl other; ldr r4, [r0]; bl other; pop {r4, lr}");
    assertThat(scope.functions()).containsOnlyKeys("other", "snippet");
    assertThat(scope.functions().get("other").instructions()).isEqualTo(2);
    Cycles total = scope.total();
    assertThat(total.mix().values().stream().mapToLong(Long::longValue).sum()).isEqualTo(total.instructions()).isEqualTo(8);
    assertThat(total.mix()).containsEntry(InstructionClass.CALL, 5L).containsEntry(InstructionClass.LOAD, 1L);
  }

  @ParameterizedTest
  @CsvSource({"cortex-m4", "cortex-m7"})
  void twoRunsGiveTheSame(String core) throws Exception {
    String body = "mov r4, #200; 1: ldr r5, [r0]; add r5, r4; str r5, [r0]; vldr s0, [r1]; vfma.f32 s1, s0, s0; tst r5, #1; bne 2f; nop; 2: subs r4, #1; bne 1b";
    assertThat(AssemblyRun.scope(folder, core, body)).isEqualTo(AssemblyRun.scope(folder, core, body));
  }
}
