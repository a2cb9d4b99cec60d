package dev.reprise.host.data;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of data sets. */
public enum DataError implements ErrorCode {
  UNREADABLE(1701, "cannot be read: %s", "check path and permissions"),
  BAD_SPEC(
      1702,
      "this names no data set: %s",
      "write KIND:PATH, for example idx:images.gz,labels.gz, cifar10:FILE, images:FOLDER, csv:FILE, npz:FILE or digits:SEED,SIZE; [FROM:TO] at the end takes a part"),
  BAD_HEADER(1703, "the file does not begin as expected: %s", "check that it is of this kind and complete"),
  BAD_SIZE(1704, "the file has %d bytes, its header says %d", "fetch or write it again; it is cut off or damaged"),
  COUNTS_DIFFER(1705, "%d samples but %d labels", "give the two files that belong together"),
  NO_SAMPLES(1706, "no samples found: %s", "check path and layout"),
  BAD_CELL(1707, "line %d, column %d: %s", "every line needs the same number of columns, all numbers but for a header"),
  NO_COLUMN(
      1708,
      "there is no column '%s'; there are %s",
      "name the label column with --label-column (its name, or its number from 0; negative from the end)"),
  BAD_IMAGE(1709, "%s", "give files that Java reads (PNG, JPEG, GIF, BMP), and --image-size HxW where sizes differ"),
  BAD_ARRAYS(1710, "%s", "store samples as array 'x' (first dimension = sample) and labels as array 'y'"),
  OUT_OF_RANGE(1711, "part [%s] of %d samples", "choose a part inside the data set");

  private final ErrorText text;

  DataError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
