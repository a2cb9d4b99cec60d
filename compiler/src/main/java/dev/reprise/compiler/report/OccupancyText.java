package dev.reprise.compiler.report;

import java.util.List;
import java.util.Locale;

/** A region's use over time as a small chart of characters: time to the right, addresses upwards. */
public final class OccupancyText {
  private static final int ROWS = 12;
  private static final int COLUMNS = 72;

  private OccupancyText() {}

  /** Rows of {@code #} (all bytes of the cell in use at some step), {@code +} (some) and {@code .} (none). */
  public static String render(MemoryReport report, String region) {
    long peak = report.peak().get(region);
    int columns = Math.min(COLUMNS, report.steps());
    if (peak == 0 || columns == 0) {
      return region + ": empty\n";
    }
    List<MemoryReport.Entry> entries = report.in(region);
    StringBuilder out = new StringBuilder();
    for (int row = ROWS - 1; row >= 0; row--) {
      long low = peak * row / ROWS;
      long high = peak * (row + 1) / ROWS;
      out.append(String.format(Locale.ROOT, "%9d |", high));
      for (int c = 0; c < columns; c++) {
        long most = 0;
        for (int t = step(report, c, columns); t < step(report, c + 1, columns); t++) {
          most = Math.max(most, used(entries, t, low, high));
        }
        out.append(most == high - low ? '#' : most > 0 ? '+' : '.');
      }
      out.append('\n');
    }
    return out.append("          +").append("-".repeat(columns)).append(" ").append(region).append(", step 0 to ").append(report.steps() - 1)
        .append('\n').toString();
  }

  private static int step(MemoryReport report, int column, int columns) {
    return (int) ((long) report.steps() * column / columns);
  }

  private static long used(List<MemoryReport.Entry> entries, int time, long low, long high) {
    long sum = 0;
    for (MemoryReport.Entry e : entries) {
      if (e.first() <= time && time <= e.last()) {
        sum += Math.max(0, Math.min(high, e.offset() + e.bytes()) - Math.max(low, e.offset()));
      }
    }
    return sum;
  }
}
