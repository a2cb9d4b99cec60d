package dev.reprise.host.data;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * Rows of comma-separated numbers, also gzipped, with or without a header line; one column is the label, the others in their order are the
 * sample. Labels may be words: classes are then the words in alphabetical order. Whole numbers are their own class. Kept in memory.
 */
public final class CsvDataset implements Dataset {
  private final Path path;
  private final List<float[]> samples = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final List<String> classNames = new ArrayList<>();

  /**
   * @param labelColumn name in the header, or number from 0 (negative: from the end); null = the column named {@code label}, {@code class},
   *     {@code target} or {@code y}, else the last
   * @param scale what every value is divided by
   */
  public static CsvDataset open(Path path, String labelColumn, float scale) {
    try {
      return new CsvDataset(path, labelColumn, scale);
    } catch (IOException e) {
      throw RandomBytes.unreadable(path, e);
    }
  }

  private CsvDataset(Path path, String labelColumn, float scale) throws IOException {
    this.path = path;
    List<String> words = new ArrayList<>();
    try (BufferedReader in = reader(path)) {
      int columns = 0;
      int labelAt = 0;
      int line = 0;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        line++;
        if (text.isBlank()) {
          continue;
        }
        String[] cells = text.split(",", -1);
        if (columns == 0) {
          columns = cells.length;
          labelAt = labelColumn(cells, labelColumn);
          if (isHeader(cells, labelAt)) {
            continue;
          }
        }
        if (cells.length != columns) {
          throw RepriseException.of(DataError.BAD_CELL, path.toString(), line, cells.length, columns + " columns are expected");
        }
        samples.add(row(cells, labelAt, scale, line));
        words.add(unquoted(cells[labelAt]));
      }
    }
    if (samples.isEmpty()) {
      throw RepriseException.of(DataError.NO_SAMPLES, path.toString(), "no line with numbers");
    }
    number(words);
  }

  private static BufferedReader reader(Path path) throws IOException {
    InputStream in = Files.newInputStream(path);
    InputStream plain = RandomBytes.isGzip(path) ? new GZIPInputStream(in) : in;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8));
  }

  private int labelColumn(String[] first, String wanted) {
    List<String> names = new ArrayList<>();
    for (String cell : first) {
      names.add(unquoted(cell));
    }
    if (wanted == null) {
      for (String usual : List.of("label", "class", "target", "y")) {
        for (String name : names) {
          if (name.equalsIgnoreCase(usual)) {
            return names.indexOf(name);
          }
        }
      }
      return names.size() - 1;
    }
    int at = names.indexOf(wanted);
    if (at < 0 && wanted.matches("-?[0-9]{1,6}")) {
      int n = Integer.parseInt(wanted);
      at = n < 0 ? n + names.size() : n;
    }
    if (at < 0 || at >= names.size()) {
      throw RepriseException.of(DataError.NO_COLUMN, path.toString(), wanted, String.join(", ", names));
    }
    return at;
  }

  /** A first line in which some value is no number. */
  private static boolean isHeader(String[] cells, int labelAt) {
    for (int c = 0; c < cells.length; c++) {
      if (c != labelAt && !isNumber(unquoted(cells[c]))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(String cell) {
    try {
      Float.parseFloat(cell);
      return true;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private float[] row(String[] cells, int labelAt, float scale, int line) {
    float[] values = new float[cells.length - 1];
    int to = 0;
    for (int c = 0; c < cells.length; c++) {
      if (c != labelAt) {
        String cell = unquoted(cells[c]);
        if (!isNumber(cell)) {
          throw RepriseException.of(DataError.BAD_CELL, path.toString(), line, c + 1, "'" + cell + "' is no number");
        }
        values[to++] = Float.parseFloat(cell) / scale;
      }
    }
    return values;
  }

  private static String unquoted(String cell) {
    String s = cell.strip();
    return s.length() > 1 && s.startsWith("\"") && s.endsWith("\"") ? s.substring(1, s.length() - 1) : s;
  }

  private void number(List<String> words) {
    boolean numbers = words.stream().allMatch(w -> w.matches("[0-9]{1,4}"));
    if (numbers) {
      words.forEach(w -> labels.add(Integer.valueOf(w)));
      int classes = labels.stream().max(Integer::compare).orElseThrow() + 1;
      for (int c = 0; c < classes; c++) {
        classNames.add(Integer.toString(c));
      }
    } else {
      classNames.addAll(new TreeSet<>(words));
      words.forEach(w -> labels.add(classNames.indexOf(w)));
    }
  }

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public int size() {
    return samples.size();
  }

  @Override
  public Shape shape() {
    return Shape.of(samples.get(0).length);
  }

  @Override
  public int classes() {
    return classNames.size();
  }

  @Override
  public String className(int label) {
    return classNames.get(label);
  }

  @Override
  public float[] sample(int index) {
    return samples.get(index).clone();
  }

  @Override
  public int label(int index) {
    return labels.get(index);
  }
}
