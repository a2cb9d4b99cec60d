package dev.reprise.host.cli;

import java.util.ArrayList;
import java.util.List;

/** A table with aligned columns: numbers to the right, text to the left. */
final class TextTable {
  private final List<String> header;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... header) {
    this.header = List.of(header);
  }

  TextTable row(Object... cells) {
    if (cells.length != header.size()) {
      throw new IllegalArgumentException(cells.length + " cells for " + header.size() + " columns");
    }
    List<String> row = new ArrayList<>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  /** The lines, each ended by a newline; no spaces at line ends. */
  String render() {
    StringBuilder out = new StringBuilder();
    append(out, header);
    rows.forEach(row -> append(out, row));
    return out.toString();
  }

  private void append(StringBuilder out, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < cells.size(); c++) {
      String cell = cells.get(c);
      String pad = " ".repeat(width(c) - visible(cell));
      line.append(c == 0 ? "" : "  ").append(isNumeric(c) ? pad + cell : cell + pad);
    }
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private int width(int column) {
    int width = visible(header.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, visible(row.get(column)));
    }
    return width;
  }

  /** Colour codes take no room. */
  private static int visible(String cell) {
    return cell.replaceAll("\u001B\\[[0-9;]*m", "").length();
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty() && rows.stream().allMatch(row -> row.get(column).matches("[-+]?[0-9][0-9,]*([.][0-9]+)?( ?[%a-zA-Z/]{0,5})?|-|"));
  }
}
