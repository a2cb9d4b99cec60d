package dev.reprise.host.explore;

import dev.reprise.host.explore.ExploreReport.Point;
import dev.reprise.host.explore.ExploreReport.TargetFigures;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** RAM to the right, time of a minibatch upwards, both logarithmic: a mark for each learner, a line along each target's front. An SVG element that stands alone. */
final class MemoryLatencyPlot {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 440;
  private static final int LEFT = 76;
  private static final int TOP = 16;
  private static final int BOTTOM = 46;
  private static final int RIGHT = 40;
  private static final double RADIUS = 5;
  /** Told apart without colour vision too, and by their shapes. */
  private static final List<String> COLOURS = List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7");

  private final ExploreReport report;
  private final Axis memory;
  private final Axis time;
  private final StringBuilder svg = new StringBuilder();

  /** Whole decades, from {@code low} to {@code high} powers of ten. */
  private record Axis(int low, int high) {
    static Axis of(Stream<Double> values) {
      List<Double> all = values.sorted().toList();
      int low = (int) Math.floor(Math.log10(all.get(0)));
      int high = (int) Math.ceil(Math.log10(all.get(all.size() - 1)));
      return new Axis(low, Math.max(high, low + 1));
    }

    /** 0 to 1. */
    double at(double value) {
      return (Math.log10(value) - low) / (high - low);
    }
  }

  private MemoryLatencyPlot(ExploreReport report) {
    this.report = report;
    this.memory = Axis.of(report.points().stream().map(MemoryLatencyPlot::megabytes));
    this.time = Axis.of(report.points().stream().map(Point::seconds));
  }

  static String render(ExploreReport report) {
    return new MemoryLatencyPlot(report).draw();
  }

  private String draw() {
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"plot-title plot-text\" font-family=\"sans-serif\" font-size=\"12\">\n",
            LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM));
    svg.append("<title id=\"plot-title\">Memory and latency</title>\n");
    svg.append("<desc id=\"plot-text\">RAM of each learner against the time of a minibatch, logarithmic; the same figures stand in the tables.</desc>\n");
    axes();
    for (int t = 0; t < report.targets().size(); t++) {
      target(report.targets().get(t), t);
    }
    return svg.append("</svg>\n").toString();
  }

  private void axes() {
    for (int d = memory.low; d <= memory.high; d++) {
      double x = LEFT + WIDTH * memory.at(Math.pow(10, d));
      line(x, TOP, x, TOP + HEIGHT);
      text(x, TOP + HEIGHT + 16, "middle", power(d));
    }
    for (int d = time.low; d <= time.high; d++) {
      double y = TOP + HEIGHT * (1 - time.at(Math.pow(10, d)));
      line(LEFT, y, LEFT + WIDTH, y);
      text(LEFT - 8, y + 4, "end", power(d));
    }
    text(LEFT + WIDTH / 2.0, TOP + HEIGHT + 38, "middle", "RAM, MB");
    svg.append(
        String.format(Locale.ROOT, "<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">time of a minibatch, s</text>\n", TOP + HEIGHT / 2));
  }

  private void target(TargetFigures target, int index) {
    String colour = COLOURS.get(index % COLOURS.size());
    List<Point> points = report.points().stream().filter(p -> p.target().equals(target.target())).toList();
    List<Point> front = points.stream().filter(Point::front).sorted(Comparator.comparingDouble(Point::seconds)).toList();
    svg.append("<polyline class=\"front\" fill=\"none\" stroke=\"").append(colour).append("\" stroke-dasharray=\"5 4\" points=\"");
    front.forEach(p -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(p), y(p))));
    svg.append("\"/>\n");
    points.forEach(p -> mark(target, p, index, colour));
    Set<String> named = new HashSet<>();
    front.stream().filter(p -> named.add(p.split())).forEach(p -> text(x(p) - 9, y(p) - 8, "end", p.split()));
  }

  /** A circle, square, diamond or triangle, filled on the front. */
  private void mark(TargetFigures target, Point p, int index, String colour) {
    double r = RADIUS;
    String shape =
        switch (index % COLOURS.size()) {
          case 0 -> String.format(Locale.ROOT, "M-%1$.1f 0a%1$.1f %1$.1f 0 1 0 %2$.1f 0a%1$.1f %1$.1f 0 1 0 -%2$.1f 0z", r, 2 * r);
          case 1 -> String.format(Locale.ROOT, "M-%1$.1f -%1$.1fH%1$.1fV%1$.1fH-%1$.1fz", r * 0.9);
          case 2 -> String.format(Locale.ROOT, "M0 -%1$.1fL%1$.1f 0L0 %1$.1fL-%1$.1f 0z", r * 1.2);
          default -> String.format(Locale.ROOT, "M0 -%1$.1fL%1$.1f %1$.1fH-%1$.1fz", r);
        };
    svg.append(
        String.format(
            Locale.ROOT,
            "<path class=\"point\" transform=\"translate(%.1f %.1f)\" d=\"%s\" fill=\"%s\" stroke=\"%s\"><title>%s: split %s, %d bits, %d slots: %.2f MB, %.3g s%s</title></path>\n",
            x(p), y(p), shape, p.front() ? colour : "#fff", colour, escape(target.title()), escape(p.split()), p.bits(), p.slots(), megabytes(p), p.seconds(), p.front() ? ", on the front" : ""));
  }

  private double x(Point p) {
    return LEFT + WIDTH * memory.at(megabytes(p));
  }

  private double y(Point p) {
    return TOP + HEIGHT * (1 - time.at(p.seconds()));
  }

  private static double megabytes(Point p) {
    return p.ramBytes() / 1e6;
  }

  private static String power(int decade) {
    return decade >= 0 ? String.format(Locale.ROOT, "%.0f", Math.pow(10, decade)) : String.format(Locale.ROOT, "%." + -decade + "f", Math.pow(10, decade));
  }

  private void line(double x1, double y1, double x2, double y2) {
    svg.append(String.format(Locale.ROOT, "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#ccc\"/>\n", x1, y1, x2, y2));
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n", x, y, anchor, escape(text)));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }

  /** How the marks of target {@code index} look, for the legend. */
  static String legend(int index) {
    List<String> shapes = List.of("blue circles", "orange squares", "green diamonds", "pink triangles");
    return shapes.get(index % shapes.size());
  }
}
