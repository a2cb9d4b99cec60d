package dev.reprise.simulators.cycles;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which call the plugin counts a block for, and where blocks end. */
class ScopeTest {
  @TempDir Path folder;

  @BeforeEach
  void needsTools() {
    AssemblyRun.needsTools();
  }

  @Test
  void everyCallSiteIsAScopeAndRepeatedCallsAreOne() throws Exception {
    String body = "push {r4, lr}; mov r4, #3; 1: bl other; subs r4, #1; bne 1b; bl other; pop {r4, lr}";
    List<CycleEstimate.Scope> calls = AssemblyRun.estimate(folder, "cortex-m4", body, "other").callsOf("other");
    assertThat(calls).extracting(s -> s.total().instructions()).containsExactly(3L, 1L);
    assertThat(calls).extracting(CycleEstimate.Scope::calls).containsExactly(3L, 1L);
    assertThat(calls).allSatisfy(s -> assertThat(s.caller()).isEqualTo("snippet"));
  }

  @Test
  void aJumpToAFunctionIsItsCall() throws Exception {
    List<CycleEstimate.Scope> calls = AssemblyRun.estimate(folder, "cortex-m4", "cmp r3, #1; beq other; nop", "other").callsOf("other");
    assertThat(calls).hasSize(1);
    assertThat(calls.get(0).caller()).isEqualTo("snippet");
    assertThat(calls.get(0).functions()).containsOnlyKeys("other");
  }

  @Test
  void whatIsCalledWithinACallBelongsToIt() throws Exception {
    CycleEstimate estimate = AssemblyRun.estimate(folder, "cortex-m4", "push {r4, lr}; bl other; pop {r4, lr}", "snippet", "other");
    assertThat(estimate.callsOf("other")).isEmpty();
    assertThat(estimate.callsOf("snippet").get(0).functions()).containsOnlyKeys("other", "snippet");
  }

  @Test
  void anInstructionAcrossPagesEndsNoBlockByAJump() throws Exception {
    // ADD.W at 0x...fe: QEMU begins a block with it.
    String body = "b 1f; .balign 1024; .space 1018; 1: nop; nop; add.w r0, r0, #1; nop";
    Cycles total = AssemblyRun.estimate(folder, "cortex-m4", body, "snippet").callsOf("snippet").get(0).total();
    assertThat(total.instructions()).isEqualTo(6);
    assertThat(total.cycles()).isEqualTo(3 + 4 + 3);
  }

  /** PendSV is taken at the ISB; what the handler runs, {@code other} included, is neither the snippet's nor that of the call it interrupts. */
  @Test
  void anInterruptHandlerIsAScopeOfItsOwn() throws Exception {
    String pend = "ldr r4, =0xe000ed04; mov r5, #0x10000000; str r5, [r4]; dsb; isb; nop";
    Scopes scopes = new Scopes(List.of("snippet", "other"), List.of(), List.of("handler"));
    CycleEstimate quiet = AssemblyRun.estimate(folder, "cortex-m4", pend.replace("str r5", "ldr r5"), scopes);
    CycleEstimate estimate = AssemblyRun.estimate(folder, "cortex-m4", pend, scopes);
    assertThat(quiet.callsOf("handler")).isEmpty();
    assertThat(estimate.callsOf("handler")).hasSize(1).allSatisfy(h -> {
      assertThat(h.calls()).isEqualTo(1);
      assertThat(h.caller()).isEmpty();
      assertThat(h.functions().get("handler").instructions()).isEqualTo(4);
      assertThat(h.functions().get("other").instructions()).isEqualTo(1);
    });
    assertThat(estimate.callsOf("snippet")).hasSize(1);
    assertThat(estimate.callsOf("snippet").get(0).total().instructions()).isEqualTo(7);
    assertThat(quiet.callsOf("snippet").get(0).total().instructions()).isEqualTo(7);
    assertThat(estimate.callsOf("other")).isEmpty();
  }

  @Test
  void anInterruptAmidACallComesBackToIt() throws Exception {
    String body = "mov r6, #3; ldr r4, =0xe000ed04; mov r5, #0x10000000; 1: str r5, [r4]; isb; add r7, #1; subs r6, #1; bne 1b";
    Scopes scopes = new Scopes(List.of("snippet"), List.of(), List.of("handler"));
    CycleEstimate estimate = AssemblyRun.estimate(folder, "cortex-m4", body, scopes);
    assertThat(estimate.callsOf("handler").get(0).calls()).isEqualTo(3);
    assertThat(estimate.callsOf("handler").get(0).total().instructions()).isEqualTo(3 * 5);
    assertThat(estimate.callsOf("snippet").get(0).total().instructions()).isEqualTo(3 + 3 * 5 + 1);
  }

  @Test
  void aStageIsCountedWithoutTheEntriesThatItCalls() throws Exception {
    Scopes scopes = new Scopes(List.of("other"), List.of("snippet"), List.of());
    CycleEstimate estimate = AssemblyRun.estimate(folder, "cortex-m4", "push {r4, lr}; nop; bl other; bl other; nop; pop {r4, lr}", scopes);
    assertThat(estimate.callsOf("snippet").get(0).total().instructions()).isEqualTo(7);
    assertThat(estimate.callsOf("snippet").get(0).functions()).containsOnlyKeys("snippet");
    assertThat(estimate.callsOf("other")).hasSize(2).allSatisfy(c -> assertThat(c.total().instructions()).isEqualTo(1));
  }
}
