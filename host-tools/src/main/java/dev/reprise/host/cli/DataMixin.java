package dev.reprise.host.cli;

import dev.reprise.host.data.DataOptions;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.data.Datasets;
import picocli.CommandLine.Option;

/** How to read the data sets that a command names. */
final class DataMixin {
  static final String SPEC =
      "idx:IMAGES,LABELS | cifar10:FILE,... | images:FOLDER | csv:FILE | npz:FILE | digits:SEED,SIZE, each with an optional part [FROM:TO]";

  @Option(names = "--scale", paramLabel = "X", description = "Stored values are divided by X (default: 255 for images, 1 for numbers).")
  private float scale;

  @Option(names = "--label-column", paramLabel = "NAME", description = "Label column of a CSV file (default: found by its name).")
  private String labelColumn;

  @Option(names = "--image-size", paramLabel = "HxW", description = "Scale the images of a folder to this size.")
  private String size;

  @Option(names = "--gray", description = "Read the images of a folder as one channel.")
  private boolean gray;

  Dataset open(String spec) {
    int height = 0;
    int width = 0;
    if (size != null) {
      String[] parts = size.split("x");
      height = Integer.parseInt(parts[0]);
      width = Integer.parseInt(parts[parts.length - 1]);
    }
    return Datasets.open(spec, new DataOptions(scale, labelColumn, height, width, gray));
  }
}
