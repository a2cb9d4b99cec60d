package dev.reprise.compiler.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What a piece of memory is for, as reports and budgets group it. */
public enum Purpose {
  CODE("code"),
  FROZEN_WEIGHTS("frozen weights"),
  INITIAL_WEIGHTS("adaptive initial weights"),
  REPLAY_MEMORY("replay memory"),
  EVENT_LATENTS("event latents"),
  WEIGHTS("weights"),
  GRADIENTS("gradients"),
  MOMENTUM("momentum"),
  ARENA("arena"),
  RUNTIME_DATA("runtime data"),
  STACK("stack");

  private final String label;

  Purpose(String label) {
    this.label = label;
  }

  /** Name in tables and in report.json. */
  @JsonValue
  public String label() {
    return label;
  }

  /** The purpose with {@code label}. */
  @JsonCreator
  public static Purpose ofLabel(String label) {
    for (Purpose p : values()) {
      if (p.label.equals(label)) {
        return p;
      }
    }
    throw new IllegalArgumentException("no purpose '" + label + "'");
  }
}
