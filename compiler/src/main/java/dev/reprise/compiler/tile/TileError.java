package dev.reprise.compiler.tile;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of tiling: RP152x. */
public enum TileError implements ErrorCode {
  DOES_NOT_FIT(
      1520,
      "%s of node '%s': the blocks of its smallest tile take %d bytes, each has a buffer or more, and there are %d",
      "Choose a target with more L1, a later split (--split), or a network in which this layer has fewer channels or narrower rows.");

  private final ErrorText text;

  TileError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
