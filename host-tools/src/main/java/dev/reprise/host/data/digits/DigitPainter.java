package dev.reprise.host.data.digits;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Draws one digit: a style, bent by a smooth random field, then rotated, sheared, scaled and moved, with a random pen, contrast, stray dots and noise.
 * Only basic double arithmetic and {@link StrictMath} are used, and {@link Random} is specified exactly, so that every Java gives the same bytes.
 */
final class DigitPainter {
  static final int SIZE = 28;
  private static final int GRID = 4;

  private final Random random;
  private final double[][] bendX = new double[GRID][GRID];
  private final double[][] bendY = new double[GRID][GRID];
  private final double[] nearest = new double[SIZE * SIZE];

  private DigitPainter(long seed) {
    random = new Random(seed);
  }

  /** The image of {@code digit} that {@code seed} gives: {@link #SIZE} rows of gray values, 0 = background. */
  static byte[] paint(int digit, long seed) {
    return new DigitPainter(seed).draw(digit);
  }

  private byte[] draw(int digit) {
    List<List<Stroke>> styles = Glyphs.of(digit);
    List<Stroke> strokes = styles.get(random.nextInt(styles.size()));
    for (int r = 0; r < GRID; r++) {
      for (int c = 0; c < GRID; c++) {
        bendX[r][c] = 0.045 * random.nextGaussian();
        bendY[r][c] = 0.045 * random.nextGaussian();
      }
    }
    double angle = StrictMath.toRadians(9 * random.nextGaussian());
    double shear = 0.16 * random.nextGaussian();
    double height = between(19, 26);
    double width = height * between(0.72, 1.15);
    double moveX = SIZE / 2.0 + between(-2.5, 2.5);
    double moveY = SIZE / 2.0 + between(-2.5, 2.5);
    double pen = between(0.55, 1.75);
    double cos = StrictMath.cos(angle);
    double sin = StrictMath.sin(angle);

    Arrays.fill(nearest, Double.MAX_VALUE);
    for (Stroke stroke : strokes) {
      Stroke.Point previous = null;
      for (Stroke.Point p : stroke.points()) {
        double v = (p.y() + bend(bendY, p) - 0.5) * height;
        double u = (p.x() + bend(bendX, p) - 0.5) * width - shear * v;
        Stroke.Point at = new Stroke.Point(moveX + cos * u - sin * v, moveY + sin * u + cos * v);
        if (previous != null) {
          segment(previous, at);
        }
        previous = at;
      }
    }
    strayDots();
    return expose(pen);
  }

  private double between(double low, double high) {
    return low + (high - low) * random.nextDouble();
  }

  /** Bilinear interpolation of a field given on a grid over the unit square. */
  private static double bend(double[][] field, Stroke.Point p) {
    double x = Math.max(0, Math.min(0.9999, p.x())) * (GRID - 1);
    double y = Math.max(0, Math.min(0.9999, p.y())) * (GRID - 1);
    int c = (int) x;
    int r = (int) y;
    double fx = x - c;
    double fy = y - r;
    double top = field[r][c] * (1 - fx) + field[r][c + 1] * fx;
    double bottom = field[r + 1][c] * (1 - fx) + field[r + 1][c + 1] * fx;
    return top * (1 - fy) + bottom * fy;
  }

  /** Lowers each pixel's squared distance to the drawing to its distance to the line from a to b. */
  private void segment(Stroke.Point a, Stroke.Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double length = dx * dx + dy * dy;
    for (int r = 0; r < SIZE; r++) {
      for (int c = 0; c < SIZE; c++) {
        double px = c + 0.5 - a.x();
        double py = r + 0.5 - a.y();
        double t = length > 0 ? Math.max(0, Math.min(1, (px * dx + py * dy) / length)) : 0;
        double ex = px - t * dx;
        double ey = py - t * dy;
        nearest[r * SIZE + c] = Math.min(nearest[r * SIZE + c], ex * ex + ey * ey);
      }
    }
  }

  private void strayDots() {
    int dots = random.nextInt(3);
    for (int i = 0; i < dots; i++) {
      Stroke.Point at = new Stroke.Point(between(1, SIZE - 1), between(1, SIZE - 1));
      segment(at, new Stroke.Point(at.x() + between(-2, 2), at.y() + between(-2, 2)));
    }
  }

  /** Coverage of each pixel by a round pen (a ramp one pixel wide is the anti-aliasing), contrast and noise. */
  private byte[] expose(double pen) {
    double ink = between(0.6, 1.0);
    double noise = between(0.0, 0.14);
    byte[] image = new byte[SIZE * SIZE];
    for (int i = 0; i < image.length; i++) {
      double coverage = Math.max(0, Math.min(1, pen + 0.5 - StrictMath.sqrt(nearest[i])));
      double value = 255 * (ink * coverage + noise * random.nextGaussian());
      image[i] = (byte) (int) Math.max(0, Math.min(255, value + 0.5));
    }
    return image;
  }
}
