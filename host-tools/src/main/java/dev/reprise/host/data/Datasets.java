package dev.reprise.host.data;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.data.digits.DigitsDataset;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Opens data sets by what the user writes on the command line. */
public final class Datasets {
  private static final Pattern SPEC = Pattern.compile("([a-z0-9]+)(?::(.*?))?(?:\\[(\\d*):(\\d*)])?");
  private static final float BYTE_SCALE = 255;

  private Datasets() {}

  /**
   * @param spec {@code KIND:PATHS} and optionally {@code [FROM:TO]}: {@code idx:IMAGES,LABELS}, {@code cifar10:FILE,...}, {@code images:FOLDER},
   *     {@code csv:FILE}, {@code npz:FILE}, {@code digits:SEED,SIZE}
   * @throws RepriseException RP17xx
   */
  public static Dataset open(String spec, DataOptions options) {
    Matcher m = SPEC.matcher(spec);
    if (!m.matches()) {
      throw RepriseException.of(DataError.BAD_SPEC, "data set", spec);
    }
    String rest = m.group(2) == null ? "" : m.group(2);
    List<String> parts = rest.isEmpty() ? List.of() : List.of(rest.split(","));
    Dataset whole = open(spec, m.group(1), parts, options);
    if (m.group(3) == null) {
      return whole;
    }
    int from = m.group(3).isEmpty() ? 0 : number(spec, m.group(3));
    int to = m.group(4).isEmpty() ? whole.size() : number(spec, m.group(4));
    return new DatasetPart(whole, from, to);
  }

  private static Dataset open(String spec, String kind, List<String> parts, DataOptions options) {
    List<Path> paths = kind.equals("digits") ? List.of() : parts.stream().map(Path::of).toList();
    int count = parts.size();
    if (kind.equals("idx") && count == 2) {
      return IdxDataset.open(paths.get(0), paths.get(1), options.scaleOr(BYTE_SCALE));
    }
    if (kind.equals("cifar10") && count > 0) {
      return Cifar10Dataset.open(paths, options.scaleOr(BYTE_SCALE));
    }
    if (kind.equals("digits") && count == 2) {
      int size = number(spec, parts.get(1));
      if (size < 0) {
        throw RepriseException.of(DataError.BAD_SPEC, "data set", spec);
      }
      return new DigitsDataset(number(spec, parts.get(0)), size);
    }
    if (count == 1 && Stream.of("images", "csv", "npz").anyMatch(kind::equals)) {
      Path path = paths.get(0);
      return switch (kind) {
        case "images" -> ImageFolderDataset.open(path, options.height(), options.width(), options.gray(), options.scaleOr(BYTE_SCALE));
        case "csv" -> CsvDataset.open(path, options.labelColumn(), options.scaleOr(1));
        default -> NpzDataset.open(path, options.scaleOr(1));
      };
    }
    throw RepriseException.of(DataError.BAD_SPEC, "data set", spec);
  }

  private static int number(String spec, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw RepriseException.of(DataError.BAD_SPEC, "data set", spec);
    }
  }
}
