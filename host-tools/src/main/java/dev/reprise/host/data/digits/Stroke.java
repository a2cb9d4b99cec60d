package dev.reprise.host.data.digits;

import java.util.ArrayList;
import java.util.List;

/** A pen stroke: a polyline in the unit square, x to the right, y downwards. Curves are flattened when they are made. */
record Stroke(List<Point> points) {
  private static final int STEPS_PER_CURVE = 10;
  private static final double DEGREES_PER_STEP = 18;

  record Point(double x, double y) {}

  /** Straight lines through x0, y0, x1, y1, ... */
  static Stroke lines(double... xy) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < xy.length; i += 2) {
      points.add(new Point(xy[i], xy[i + 1]));
    }
    return new Stroke(points);
  }

  /** Part of an ellipse; angles in degrees, 0 to the right, 90 downwards. */
  static Stroke arc(double cx, double cy, double rx, double ry, double from, double to) {
    int steps = (int) StrictMath.ceil(StrictMath.abs(to - from) / DEGREES_PER_STEP);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double angle = StrictMath.toRadians(from + (to - from) * i / steps);
      points.add(new Point(cx + rx * StrictMath.cos(angle), cy + ry * StrictMath.sin(angle)));
    }
    return new Stroke(points);
  }

  /** A chain of cubic Bezier curves: a start, then two control points and an end for each. */
  static Stroke curves(double... xy) {
    List<Point> points = new ArrayList<>(List.of(new Point(xy[0], xy[1])));
    for (int i = 0; i + 7 < xy.length; i += 6) {
      for (int k = 1; k <= STEPS_PER_CURVE; k++) {
        double t = (double) k / STEPS_PER_CURVE;
        points.add(new Point(bezier(xy, i, t), bezier(xy, i + 1, t)));
      }
    }
    return new Stroke(points);
  }

  private static double bezier(double[] xy, int i, double t) {
    double s = 1 - t;
    return s * s * s * xy[i] + 3 * s * s * t * xy[i + 2] + 3 * s * t * t * xy[i + 4] + t * t * t * xy[i + 6];
  }
}
