package dev.reprise.compiler.program;

/** What a kernel call is for; reports group by it. */
public enum Phase {
  FROZEN_FORWARD("frozen forward"),
  LATENT("replay packing"),
  FORWARD("adaptive forward"),
  LOSS("loss"),
  INPUT_GRADIENT("input gradient"),
  WEIGHT_GRADIENT("weight gradient"),
  UPDATE("update");

  private final String title;

  Phase(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
