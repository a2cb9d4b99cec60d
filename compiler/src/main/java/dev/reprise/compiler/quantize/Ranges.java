package dev.reprise.compiler.quantize;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calibrated range of each value of a float graph, by value name. */
public record Ranges(Map<String, Range> values) {
  public Ranges {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** No ranges: every parameter is given (an imported quantized model). */
  public static Ranges none() {
    return new Ranges(Map.of());
  }

  /** The range of {@code value}, or null. */
  public Range get(String value) {
    return values.get(value);
  }
}
