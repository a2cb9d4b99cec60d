package dev.reprise.host.bench;

import dev.reprise.compiler.diag.ErrorCode;

/** Diagnostics of the benchmark: RP212x. */
public enum BenchError implements ErrorCode {
  NO_CASE(2120, "no built-in case has a kernel of this name; there are: %s", "give a part of one of these names, or none for all");

  private final int number;
  private final String template;
  private final String remedy;

  BenchError(int number, String template, String remedy) {
    this.number = number;
    this.template = template;
    this.remedy = remedy;
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public String template() {
    return template;
  }

  @Override
  public String remedy() {
    return remedy;
  }
}
