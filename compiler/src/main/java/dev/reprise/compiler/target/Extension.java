package dev.reprise.compiler.target;

import java.util.Locale;

/** What a core can do beyond its base instruction set, and tuned kernels need. */
public enum Extension {
  /** Armv7E-M DSP instructions: two 16-bit products per cycle (SMLAD), byte unpacking, saturation. */
  DSP,
  /** Single-precision floating point with the 32 S registers of Armv7E-M. */
  VFP,
  /** XpulpV2: hardware loops, post-increment, four 8-bit products per cycle. */
  XPULP;

  /** As {@code target.yaml} and the names of kernels spell it. */
  public String lowerCase() {
    return name().toLowerCase(Locale.ROOT);
  }
}
