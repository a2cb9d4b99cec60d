package dev.reprise.compiler.report;

import dev.reprise.compiler.memory.Region;
import java.util.Locale;

/** The memory plan as aligned text. */
public final class MemoryTable {
  private static final int NAME = 40;

  private MemoryTable() {}

  /** One line per buffer, and per region its use, capacity and lower bound. */
  public static String render(MemoryReport report) {
    StringBuilder out = new StringBuilder();
    for (String region : report.capacity().keySet()) {
      long peak = report.peak().get(region);
      long bound = report.lowerBound().get(region);
      long capacity = report.capacity().get(region);
      out.append(
          String.format(
              Locale.ROOT, "%s: peak %d%s bytes, lower bound %d%n", region, peak, capacity == Region.NO_LIMIT ? "" : " of " + capacity, bound));
      out.append(String.format(Locale.ROOT, "  %9s %9s  %11s  %-16s %s%n", "offset", "bytes", "live", "purpose", "buffer"));
      for (MemoryReport.Entry e : report.in(region)) {
        String live = e.first() + ".." + e.last();
        out.append(
            String.format(
                Locale.ROOT, "  %9d %9d  %11s  %-16s %s%n", e.offset(), e.bytes(), live, e.purpose().label(), shorten(e.name())));
      }
    }
    out.append(report.optimal() ? "No plan has a lower total peak.\n" : "A plan with a lower total peak was not ruled out.\n");
    return out.toString().replace("\r\n", "\n");
  }

  private static String shorten(String name) {
    return name.length() <= NAME ? name : "..." + name.substring(name.length() - NAME + 3);
  }
}
