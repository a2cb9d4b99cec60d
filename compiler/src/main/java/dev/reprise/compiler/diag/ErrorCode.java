package dev.reprise.compiler.diag;

/**
 * One kind of diagnostic. Each area of the tool has its own enum of codes (one row per code), so that a code's number, text and
 * remedy stand in one place; {@code docs/diagnostics.md} is generated from these enums.
 *
 * <p>Ranges: RP10xx ONNX import, RP11xx graph passes and split, RP12xx quantization, RP13xx differentiation and scheduling, RP14xx
 * memory plan, RP15xx emission and toolchain, RP16xx targets, RP17xx data sets, RP18xx link, RP19xx simulators, RP20xx verify, RP21xx
 * measure and budgets, RP22xx command line and configuration, RP23xx flashing.
 */
public interface ErrorCode {
  /** The enum's row. */
  ErrorText text();

  default int number() {
    return text().number();
  }

  default String template() {
    return text().template();
  }

  default String remedy() {
    return text().remedy();
  }

  /** The code as printed: {@code RP1012}. */
  default String id() {
    return "RP" + number();
  }
}
