package dev.reprise.host.measure;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of {@code reprise measure}: RP21xx. */
public enum MeasureError implements ErrorCode {
  OVER_BUDGET(
      2101,
      "%s over budget: %s",
      "make the learner smaller (fewer slots or bits, a later split, no momentum), or raise the budget"),
  STACK_OVERFLOW(
      2102,
      "the worst-case stack is %s bytes but the target keeps %s",
      "raise STACK_BYTES in the target's linker script, and reservedRam in target.yaml with it"),
  BAD_SIZE(2103, "'%s' is no size", "write a number of bytes, or a number with K (1024 bytes) or M, for example 64K"),
  UNKNOWN_BUDGET(2104, "there is no region or purpose '%s'; there are: %s", "name one of those"),
  BAD_IMAGE(2105, "cannot be measured: %s", "name the folder that 'reprise compile' wrote, or compile the model again"),
  NO_DISASSEMBLY(2106, "'%s' failed: %s", "install the target's binary utilities; 'reprise doctor' says how"),
  STACK_UNBOUNDED(
      2107,
      "the stack has a budget but no bound: %s",
      "recursion and frames of variable size have no bound that can be computed: remove them, or leave the stack's budget out"),
  NOT_WRITTEN(2108, "cannot be written: %s", "name a folder that can be written to"),
  OTHER_PLACES(
      2109, "the firmware counts cycles in %s places where this project has %s", "build the project with --flag=-DRP_PROFILE and flash that firmware"),
  NO_POWER_MODEL(
      2110, "there is no power model of this target", "add a section 'power' to its target.yaml (docs/energy.md), with the datasheet that each current is from"),
  BAD_QUANTITY(2111, "'%s' is no such quantity; there are for example %s", "write a number with its unit"),
  OVER_LATENCY(2112, "an inference takes %s (%s), more than its budget of %s", "freeze less or choose a smaller network, or raise the budget"),
  OVER_ENERGY(2113, "an event takes %s (estimated), more than its budget of %s", "learn from fewer samples, with fewer epochs or replays, or split later; or raise the budget"),
  SHORT_LIFETIME(
      2114, "the battery lasts %s (estimated), less than its budget of %s", "learn or classify more rarely, stop the clocks in between, or lower the budget");

  private final ErrorText text;

  MeasureError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
