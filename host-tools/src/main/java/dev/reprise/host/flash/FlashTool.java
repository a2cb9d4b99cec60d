package dev.reprise.host.flash;

import java.util.List;

/** A program that writes firmware through a debug probe. */
interface FlashTool {
  /** The program, as searched in PATH. */
  String program();

  /** The Debian package that has it. */
  String debianPackage();

  /** What {@code flash} runs, in order. */
  List<List<String>> commands(Flash flash);

  /**
   * Looks at what command {@code index} of {@link #commands} printed and how it ended.
   *
   * @throws dev.reprise.compiler.diag.RepriseException RP2303 to RP2307 where it did not do its work
   */
  void check(Flash flash, int index, ProcessOutput output);
}
