package dev.reprise.compiler.diag;

import java.util.Objects;

/**
 * One numbered message to the user.
 *
 * @param code which kind
 * @param place the file, node or field it is about, for example {@code model.onnx: node 'conv1' (Conv)}; never empty
 * @param message what was found and expected
 */
public record Diagnostic(ErrorCode code, String place, String message) {
  public Diagnostic {
    Objects.requireNonNull(code);
    Objects.requireNonNull(message);
    if (place.isBlank()) {
      throw new IllegalArgumentException("a diagnostic names its place");
    }
  }

  /** Fills the template of {@code code} with {@code arguments}. */
  public static Diagnostic of(ErrorCode code, String place, Object... arguments) {
    return new Diagnostic(code, place, String.format(java.util.Locale.ROOT, code.template(), arguments));
  }

  /** {@code RP1012 place: message. remedy}. */
  @Override
  public String toString() {
    return code.id() + " " + place + ": " + message + "\n  -> " + code.remedy();
  }
}
