package dev.reprise.host.data.digits;

import static dev.reprise.host.data.digits.Stroke.arc;
import static dev.reprise.host.data.digits.Stroke.curves;
import static dev.reprise.host.data.digits.Stroke.lines;

import java.util.List;

/** The ways of writing each digit. */
final class Glyphs {
  /** [digit][style] = strokes. */
  private static final List<List<List<Stroke>>> STYLES =
      List.of(
          List.of( // 0: round, narrow, not quite closed
              List.of(arc(0.5, 0.5, 0.26, 0.38, 0, 360)),
              List.of(arc(0.5, 0.5, 0.17, 0.38, 0, 360)),
              List.of(arc(0.5, 0.5, 0.24, 0.36, -75, 265))),
          List.of( // 1: bar, with flag, with flag and foot
              List.of(lines(0.5, 0.12, 0.5, 0.88)),
              List.of(lines(0.34, 0.3, 0.53, 0.12, 0.53, 0.88)),
              List.of(lines(0.36, 0.28, 0.52, 0.12, 0.52, 0.87), lines(0.34, 0.87, 0.7, 0.87))),
          List.of( // 2: angular foot, looped foot, swan neck
              List.of(arc(0.5, 0.33, 0.22, 0.2, 190, 395), lines(0.68, 0.44, 0.27, 0.86, 0.75, 0.86)),
              List.of(
                  curves(
                      0.3, 0.3, 0.3, 0.05, 0.72, 0.05, 0.7, 0.34, 0.68, 0.6, 0.5, 0.78, 0.34, 0.82, 0.2, 0.84, 0.3, 0.66, 0.45, 0.78,
                      0.55, 0.86, 0.66, 0.9, 0.78, 0.8)),
              List.of(curves(0.28, 0.26, 0.4, 0.06, 0.74, 0.12, 0.68, 0.38, 0.6, 0.6, 0.4, 0.7, 0.26, 0.87), lines(0.26, 0.87, 0.76, 0.85))),
          List.of( // 3: two bows, flat top, shallow
              List.of(arc(0.47, 0.31, 0.21, 0.19, 200, 450), arc(0.47, 0.68, 0.24, 0.2, 270, 520)),
              List.of(lines(0.28, 0.14, 0.7, 0.14, 0.47, 0.42), arc(0.46, 0.65, 0.24, 0.23, -88, 150)),
              List.of(curves(0.3, 0.18, 0.6, 0.05, 0.8, 0.32, 0.44, 0.48), curves(0.44, 0.48, 0.84, 0.5, 0.78, 0.92, 0.28, 0.84))),
          List.of( // 4: open, closed, open with slanted bar
              List.of(lines(0.33, 0.12, 0.27, 0.55, 0.76, 0.55), lines(0.63, 0.3, 0.61, 0.9)),
              List.of(lines(0.62, 0.89, 0.62, 0.12, 0.23, 0.63, 0.8, 0.63)),
              List.of(curves(0.3, 0.14, 0.28, 0.3, 0.2, 0.62, 0.7, 0.5), lines(0.7, 0.14, 0.62, 0.9))),
          List.of( // 5: angular, one line, separate roof
              List.of(lines(0.72, 0.14, 0.35, 0.14, 0.32, 0.47), arc(0.48, 0.65, 0.24, 0.22, -132, 150)),
              List.of(curves(0.7, 0.13, 0.5, 0.16, 0.42, 0.1, 0.38, 0.2, 0.34, 0.3, 0.32, 0.4, 0.32, 0.45, 0.6, 0.36, 0.86, 0.6, 0.62, 0.8, 0.5, 0.9, 0.36, 0.88, 0.28, 0.8)),
              List.of(lines(0.38, 0.17, 0.36, 0.44), curves(0.36, 0.44, 0.7, 0.38, 0.84, 0.72, 0.58, 0.84, 0.46, 0.9, 0.34, 0.86, 0.28, 0.78), lines(0.38, 0.16, 0.74, 0.13))),
          List.of( // 6: curved back, straight back, low loop
              List.of(curves(0.66, 0.12, 0.4, 0.2, 0.26, 0.45, 0.27, 0.68), arc(0.48, 0.68, 0.21, 0.2, 180, 540)),
              List.of(lines(0.6, 0.12, 0.31, 0.62), arc(0.48, 0.69, 0.2, 0.18, 200, 560)),
              List.of(curves(0.56, 0.1, 0.3, 0.3, 0.2, 0.86, 0.46, 0.88, 0.78, 0.9, 0.74, 0.56, 0.5, 0.58, 0.38, 0.6, 0.32, 0.7, 0.32, 0.78))),
          List.of( // 7: plain, with bar, with hook, curved
              List.of(lines(0.26, 0.15, 0.75, 0.15, 0.42, 0.88)),
              List.of(lines(0.27, 0.15, 0.74, 0.15, 0.43, 0.88), lines(0.36, 0.51, 0.68, 0.51)),
              List.of(lines(0.26, 0.28, 0.27, 0.15, 0.74, 0.16), curves(0.74, 0.16, 0.6, 0.4, 0.5, 0.6, 0.48, 0.88))),
          List.of( // 8: two rings, one line, narrow waist
              List.of(arc(0.5, 0.31, 0.18, 0.18, 90, 450), arc(0.5, 0.69, 0.22, 0.2, -90, 270)),
              List.of(
                  curves(
                      0.68, 0.24, 0.62, 0.06, 0.3, 0.08, 0.32, 0.28, 0.34, 0.5, 0.72, 0.52, 0.7, 0.72, 0.68, 0.94, 0.28, 0.92, 0.3, 0.7, 0.32, 0.52,
                      0.64, 0.46, 0.68, 0.24)),
              List.of(arc(0.52, 0.29, 0.15, 0.17, 90, 450), arc(0.48, 0.67, 0.19, 0.21, -90, 270))),
          List.of( // 9: straight leg, curved leg, hooked leg
              List.of(arc(0.49, 0.34, 0.2, 0.2, 0, 360), lines(0.69, 0.34, 0.66, 0.88)),
              List.of(arc(0.49, 0.33, 0.2, 0.2, 0, 360), curves(0.69, 0.33, 0.72, 0.6, 0.6, 0.8, 0.4, 0.88)),
              List.of(arc(0.5, 0.32, 0.19, 0.19, 0, 360), curves(0.69, 0.32, 0.7, 0.76, 0.66, 0.96, 0.32, 0.82))));

  private Glyphs() {}

  /** All styles of {@code digit}, each a list of strokes. */
  static List<List<Stroke>> of(int digit) {
    return STYLES.get(digit);
  }
}
