package dev.reprise.compiler.inspect;

import java.util.ArrayList;
import java.util.List;

/** Columns of text under headings: the columns that {@code left} names flush left, the others flush right, two blanks apart. */
final class TextTable {
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String RESET = "\u001b[0m";

  private final List<String> headings;
  private final int left;
  private final List<List<String>> rows = new ArrayList<>();
  private final List<Boolean> dim = new ArrayList<>();

  /** @param left how many columns, from the first, are flush left; the last of them is cut where a line gets too long */
  TextTable(int left, String... headings) {
    this.left = left;
    this.headings = List.of(headings);
  }

  void row(boolean dimmed, String... cells) {
    rows.add(List.of(cells));
    dim.add(dimmed);
  }

  String render(boolean color, int width) {
    int[] widths = widths(width);
    StringBuilder out = new StringBuilder();
    line(out, headings, widths, color ? BOLD : "");
    for (int r = 0; r < rows.size(); r++) {
      line(out, rows.get(r), widths, color && dim.get(r) ? DIM : "");
    }
    return out.toString();
  }

  private int[] widths(int width) {
    int[] widths = new int[headings.size()];
    int total = 2 * (widths.length - 1);
    for (int c = 0; c < widths.length; c++) {
      widths[c] = headings.get(c).length();
      for (List<String> row : rows) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
      total += widths[c];
    }
    int elastic = left - 1;
    widths[elastic] = Math.max(Math.min(8, widths[elastic]), widths[elastic] - Math.max(0, total - width));
    return widths;
  }

  private void line(StringBuilder out, List<String> cells, int[] widths, String style) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = fitted(cells.get(c), widths[c]);
      String blanks = " ".repeat(widths[c] - cell.length());
      line.append(c == 0 ? "" : "  ").append(c < left ? cell + blanks : blanks + cell);
    }
    out.append(style).append(line.toString().stripTrailing()).append(style.isEmpty() ? "" : RESET).append('\n');
  }

  /** Long names keep their end, which tells them apart. */
  private static String fitted(String cell, int width) {
    return cell.length() <= width ? cell : "…" + cell.substring(cell.length() - width + 1);
  }
}
