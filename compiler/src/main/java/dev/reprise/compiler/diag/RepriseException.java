package dev.reprise.compiler.diag;

/** The one exception that user-visible failures travel in; the command line prints its diagnostic and exits with a code other than 0. */
public final class RepriseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostic diagnostic;

  public RepriseException(Diagnostic diagnostic) {
    this(diagnostic, null);
  }

  public RepriseException(Diagnostic diagnostic, Throwable cause) {
    super(diagnostic.toString(), cause);
    this.diagnostic = diagnostic;
  }

  /** Shorthand for {@code new RepriseException(Diagnostic.of(...))}. */
  public static RepriseException of(ErrorCode code, String place, Object... arguments) {
    return new RepriseException(Diagnostic.of(code, place, arguments));
  }

  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
