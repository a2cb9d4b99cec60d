package dev.reprise.host.data.digits;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes generated digits as MNIST-style idx files, so that programs in other languages train and test on the same images. */
public final class DigitsExport {
  private static final int IDX_IMAGES = 0x0803;
  private static final int IDX_LABELS = 0x0801;

  private DigitsExport() {}

  /** Arguments: seed, number of images, prefix of the two files. */
  public static void main(String[] args) throws IOException {
    if (args.length != 3) {
      System.err.println("arguments: SEED COUNT PREFIX   (writes PREFIX-images.idx3-ubyte and PREFIX-labels.idx1-ubyte)");
      System.exit(2);
    }
    write(new DigitsDataset(Long.parseLong(args[0]), Integer.parseInt(args[1])), args[2]);
  }

  /** Writes {@code prefix-images.idx3-ubyte} and {@code prefix-labels.idx1-ubyte}. */
  public static void write(DigitsDataset digits, String prefix) throws IOException {
    try (DataOutputStream images = create(prefix + "-images.idx3-ubyte");
        DataOutputStream labels = create(prefix + "-labels.idx1-ubyte")) {
      images.writeInt(IDX_IMAGES);
      images.writeInt(digits.size());
      images.writeInt(DigitPainter.SIZE);
      images.writeInt(DigitPainter.SIZE);
      labels.writeInt(IDX_LABELS);
      labels.writeInt(digits.size());
      for (int i = 0; i < digits.size(); i++) {
        images.write(digits.image(i));
        labels.writeByte(digits.label(i));
      }
    }
  }

  private static DataOutputStream create(String path) throws IOException {
    OutputStream out = Files.newOutputStream(Path.of(path));
    return new DataOutputStream(new BufferedOutputStream(out));
  }
}
