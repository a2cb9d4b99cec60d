package dev.reprise.compiler.report;

import dev.reprise.compiler.memory.Region;
import java.util.Locale;

/** A region's use over time as a stand-alone SVG element: one rectangle per buffer, time to the right, addresses upwards. */
public final class OccupancyChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 360;
  private static final int LEFT = 70;
  private static final int TOP = 24;
  private static final int BOTTOM = 30;

  private OccupancyChart() {}

  /** The chart of {@code region}; each rectangle carries its buffer's name, bytes, offset and lifetime as a tool tip. */
  public static String render(MemoryReport report, String region) {
    long peak = Math.max(1, report.peak().get(region));
    int steps = Math.max(1, report.steps());
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\" font-size=\"11\">\n",
            LEFT + WIDTH + 10,
            TOP + HEIGHT + BOTTOM));
    text(svg, LEFT, 15, "start", title(report, region));
    for (MemoryReport.Entry e : report.in(region)) {
      double x = LEFT + (double) WIDTH * e.first() / steps;
      double w = (double) WIDTH * (e.last() - e.first() + 1) / steps;
      double y = TOP + HEIGHT - (double) HEIGHT * (e.offset() + e.bytes()) / peak;
      double h = (double) HEIGHT * e.bytes() / peak;
      svg.append(
          String.format(
              Locale.ROOT,
              "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\" stroke=\"#333\" stroke-width=\"0.5\">"
                  + "<title>%s (%s): %d bytes at %d, steps %d to %d</title></rect>\n",
              x, y, w, h, colour(e.purpose()), escape(e.name()), e.purpose().label(), e.bytes(), e.offset(), e.first(), e.last()));
    }
    double bound = TOP + HEIGHT - (double) HEIGHT * report.lowerBound().get(region) / peak;
    svg.append(
        String.format(
            Locale.ROOT,
            "<line x1=\"%d\" x2=\"%d\" y1=\"%.2f\" y2=\"%.2f\" stroke=\"#c00\" stroke-dasharray=\"4 3\"><title>lower bound %d</title></line>\n",
            LEFT, LEFT + WIDTH, bound, bound, report.lowerBound().get(region)));
    for (int k = 0; k <= 4; k++) {
      text(svg, LEFT - 6, TOP + HEIGHT - HEIGHT * k / 4 + 4, "end", Long.toString(peak * k / 4));
    }
    text(svg, LEFT, TOP + HEIGHT + 16, "start", "step 0");
    text(svg, LEFT + WIDTH, TOP + HEIGHT + 16, "end", "step " + (steps - 1));
    return svg.append("</svg>\n").toString();
  }

  private static void text(StringBuilder svg, int x, int y, String anchor, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escape(text)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  private static String colour(Purpose purpose) {
    return switch (purpose) {
      case REPLAY_MEMORY -> "#4e79a7";
      case EVENT_LATENTS -> "#a0cbe8";
      case WEIGHTS, FROZEN_WEIGHTS, INITIAL_WEIGHTS -> "#59a14f";
      case GRADIENTS -> "#f28e2b";
      case MOMENTUM -> "#b6992d";
      case ARENA -> "#e0dce4";
      case RUNTIME_DATA, STACK, CODE -> "#9d7660";
    };
  }

  private static String title(MemoryReport report, String region) {
    long capacity = report.capacity().get(region);
    String limit = capacity == Region.NO_LIMIT ? "" : " of " + capacity;
    return region + ": peak " + report.peak().get(region) + limit + " bytes";
  }
}
