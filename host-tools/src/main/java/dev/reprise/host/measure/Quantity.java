package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times and energies as users write and read them. */
public final class Quantity {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)\\s*([a-zA-Z]*)");
  private static final Map<String, Double> SECONDS = Map.of("us", 1e-6, "ms", 1e-3, "s", 1.0);
  private static final Map<String, Double> JOULES = Map.of("uJ", 1e-6, "mJ", 1e-3, "J", 1.0);
  private static final Map<String, Double> HOURS = Map.of("h", 1.0, "d", 24.0);

  private Quantity() {}

  /** RP2111 where {@code text} is no time; without a unit milliseconds. */
  public static double parseSeconds(String text) {
    return parse(text, SECONDS, "ms", "20ms, 1.5s");
  }

  /** RP2111 where {@code text} is no energy; without a unit millijoules. */
  public static double parseJoules(String text) {
    return parse(text, JOULES, "mJ", "800uJ, 3.5mJ, 2J");
  }

  /** RP2111 where {@code text} is no lifetime; without a unit hours. */
  public static double parseHours(String text) {
    return parse(text, HOURS, "h", "500h, 30d");
  }

  private static double parse(String text, Map<String, Double> units, String usual, String examples) {
    Matcher m = FORM.matcher(text.strip());
    Double unit = m.matches() ? units.get(m.group(2).isEmpty() ? usual : m.group(2)) : null;
    if (unit == null) {
      throw RepriseException.of(MeasureError.BAD_QUANTITY, "budget", text, examples);
    }
    return Double.parseDouble(m.group(1)) * unit;
  }

  public static String seconds(double s) {
    return s < 1e-3 ? number(s * 1e6) + " us" : s < 1 ? number(s * 1e3) + " ms" : number(s) + " s";
  }

  public static String joules(double j) {
    return j < 1e-3 ? number(j * 1e6) + " uJ" : j < 1 ? number(j * 1e3) + " mJ" : number(j) + " J";
  }

  public static String hours(double h) {
    return number(h) + " h";
  }

  private static String number(double x) {
    return String.format(Locale.ROOT, x < 10 ? "%.2f" : x < 1000 ? "%.1f" : "%.0f", x);
  }
}
