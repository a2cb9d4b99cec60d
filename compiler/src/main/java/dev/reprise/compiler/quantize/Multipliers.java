package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;

/** Multipliers of layers that have one accumulator scale. */
final class Multipliers {
  private Multipliers() {}

  /**
   * The fixed-point form of {@code multiplier}, with the proof that an accumulator of at most {@code bound} fits.
   *
   * @throws RepriseException where it does not
   */
  static Requant proved(Layer layer, double multiplier, long bound) {
    if (multiplier < RequantSolver.LIMIT) {
      Requant requant = RequantSolver.solve(multiplier);
      if (RequantSolver.fits(bound, requant)) {
        return requant;
      }
    }
    throw RepriseException.of(QuantizationError.ACCUMULATOR, layer.place(), "0", bound);
  }
}
