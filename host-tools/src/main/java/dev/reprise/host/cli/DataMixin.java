package dev.reprise.host.cli;

import dev.reprise.host.data.DataOptions;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.data.Datasets;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How to read the data sets that a command names. */
final class DataMixin {
  static final String SPEC =
      "idx:IMAGES,LABELS | cifar10:FILE,... | images:FOLDER | csv:FILE | npz:FILE | digits:SEED,SIZE, each with an optional part [FROM:TO]";

  @Spec(Spec.Target.MIXEE) private CommandSpec mixee;

  @Option(names = "--scale", paramLabel = "X", description = "Stored values are divided by X (default: 255 for images, 1 for numbers).")
  private float scale;

  @Option(names = "--label-column", paramLabel = "NAME", description = "Label column of a CSV file (default: found by its name).")
  private String labelColumn;

  @Option(names = "--image-size", paramLabel = "HxW", converter = ImageSize.Converter.class, description = "Scale the images of a folder to this size.")
  private ImageSize size;

  @Option(names = "--gray", description = "Read the images of a folder as one channel.")
  private boolean gray;

  Dataset open(String spec) {
    Usage.require(mixee.commandLine(), scale >= 0 && Float.isFinite(scale), "--scale must be a positive number, not " + scale);
    ImageSize given = size == null ? new ImageSize(0, 0) : size;
    return Datasets.open(spec, new DataOptions(scale, labelColumn, given.height(), given.width(), gray));
  }
}
