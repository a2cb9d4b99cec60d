package dev.reprise.host.verify;

/** Ends a lockstep run; {@link Verification} turns it into its result. */
final class DifferenceFound extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DifferenceFound(Difference difference) {
    super(difference.toString());
  }
}
