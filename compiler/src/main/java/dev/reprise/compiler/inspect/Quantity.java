package dev.reprise.compiler.inspect;

import java.util.Locale;

/** Counts for people: four significant digits and a decimal prefix; exact below 10,000. */
final class Quantity {
  private static final String PREFIXES = " kMGT";

  private Quantity() {}

  static String count(long n) {
    if (n < 10_000) {
      return Long.toString(n);
    }
    double value = n;
    int prefix = 0;
    while (value >= 999.95 && prefix < PREFIXES.length() - 1) {
      value /= 1000;
      prefix++;
    }
    int decimals = value >= 100 ? 1 : value >= 10 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value) + PREFIXES.charAt(prefix);
  }
}
