package dev.reprise.compiler.memory;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of the memory planner. */
public enum MemoryError implements ErrorCode {
  DOES_NOT_FIT(
      1401,
      "the plan needs %s bytes more than there are (overrun: %s)%s",
      "split later, keep fewer or smaller latents, or leave momentum off"),
  NO_REGION(1402, "none of the regions it may go to (%s) exists on this target", "name a region of the target in target.yaml or in the settings"),
  BAD_ITEM(1403, "%s", "this is a fault of the caller: report it with the model that shows it"),
  SAVE_TOO_LARGE(
      1404,
      "a saved state takes up to %d bytes, a slot for saves holds %d: %d too many",
      "keep fewer or smaller latents, split later, leave momentum off, or do without saves: --no-saves");

  private final ErrorText text;

  MemoryError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
