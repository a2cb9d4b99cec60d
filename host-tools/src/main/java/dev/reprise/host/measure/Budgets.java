package dev.reprise.host.measure;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.report.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares a measured firmware with limits: {@code flash}, {@code ram}, {@code stack}, a region's name or a purpose. */
public final class Budgets {
  /** Name of the limit for the worst-case stack. */
  public static final String STACK = "stack";

  private Budgets() {}

  /**
   * What is over its limit, in the order of {@code limits}, then the stack's reservation. Empty: all is well.
   *
   * @param limits bytes by name
   * @throws RepriseException RP2104 for a name that is no region or purpose of this firmware
   */
  public static List<Diagnostic> check(MeasureReport report, Map<String, Long> limits) {
    Map<String, Long> figures = figures(report);
    List<Diagnostic> over = new ArrayList<>();
    limits.forEach(
        (name, limit) -> {
          Long used = figures.get(name);
          if (used == null) {
            throw RepriseException.of(MeasureError.UNKNOWN_BUDGET, "budget", name, String.join(", ", figures.keySet()));
          }
          if (used > limit) {
            over.add(Diagnostic.of(MeasureError.OVER_BUDGET, report.name(), used - limit + " bytes", name + " " + used + " of " + limit));
          }
        });
    StackReport stack = report.stack();
    if (stack != null && limits.containsKey(STACK) && !stack.unbounded().isEmpty()) {
      over.add(Diagnostic.of(MeasureError.STACK_UNBOUNDED, report.name(), String.join(", ", stack.unbounded())));
    }
    if (stack != null && stack.reserved() > 0 && stack.worst() > stack.reserved()) {
      over.add(Diagnostic.of(MeasureError.STACK_OVERFLOW, report.name(), stack.worst(), stack.reserved()));
    }
    if (stack != null) {
      stack.others().stream()
          .filter(o -> o.reserved() > 0 && o.worst() > o.reserved())
          .forEach(o -> over.add(Diagnostic.of(MeasureError.STACK_OVERFLOW, report.name() + ", " + o.core(), o.worst(), o.reserved())));
    }
    return over;
  }

  private static Map<String, Long> figures(MeasureReport report) {
    Map<String, Long> figures = new LinkedHashMap<>();
    figures.put("flash", report.used("flash"));
    figures.put("ram", report.used("ram"));
    report.memory().forEach(r -> figures.put(r.region(), r.used()));
    for (Purpose p : Purpose.values()) {
      figures.put(p.label(), report.memory().stream().mapToLong(r -> r.purposes().getOrDefault(p, 0L)).sum());
    }
    if (report.stack() != null) {
      figures.put(STACK, report.stack().worst());
    } else {
      figures.remove(STACK);
    }
    return figures;
  }
}
