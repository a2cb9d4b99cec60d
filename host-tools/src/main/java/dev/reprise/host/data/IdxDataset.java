package dev.reprise.host.data;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The idx format of MNIST, also gzipped: unsigned bytes, samples of one or two dimensions in one file, labels in another. Images have one
 * channel. Format: Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits", section "File formats".
 */
public final class IdxDataset implements Dataset {
  private static final int UNSIGNED_BYTE = 8;

  private final RandomBytes images;
  private final int headerBytes;
  private final Shape shape;
  private final byte[] labels;
  private final int classes;
  private final float scale;

  private IdxDataset(RandomBytes images, int headerBytes, Shape shape, byte[] labels, float scale) {
    this.images = images;
    this.headerBytes = headerBytes;
    this.shape = shape;
    this.labels = labels;
    this.scale = scale;
    int most = -1;
    for (byte label : labels) {
      most = Math.max(most, label & 0xff);
    }
    this.classes = most + 1;
  }

  /**
   * @param scale what a byte is divided by, usually 255
   * @throws RepriseException RP17xx where the files are missing, of another kind, cut off, or do not belong together
   */
  public static IdxDataset open(Path imageFile, Path labelFile, float scale) {
    RandomBytes images = RandomBytes.open(imageFile);
    try (RandomBytes labels = RandomBytes.open(labelFile)) {
      int[] imageDims = dims(images);
      int[] labelDims = dims(labels);
      if (labelDims.length != 1) {
        throw RepriseException.of(DataError.BAD_HEADER, labelFile.toString(), "labels have 1 dimension, these have " + labelDims.length);
      }
      if (imageDims.length < 2 || imageDims.length > 4) {
        throw RepriseException.of(DataError.BAD_HEADER, imageFile.toString(), "samples in 2 to 4 dimensions, here are " + imageDims.length);
      }
      if (imageDims[0] != labelDims[0]) {
        throw RepriseException.of(DataError.COUNTS_DIFFER, imageFile.toString(), imageDims[0], labelDims[0]);
      }
      Shape shape = switch (imageDims.length) {
        case 2 -> Shape.of(imageDims[1]);
        case 3 -> Shape.of(1, imageDims[1], imageDims[2]);
        default -> Shape.of(imageDims[1], imageDims[2], imageDims[3]);
      };
      return new IdxDataset(images, 4 + 4 * imageDims.length, shape, labels.read(8, labelDims[0]), scale);
    } catch (RuntimeException e) {
      images.close();
      throw e;
    }
  }

  /** Dimensions from the header, checked against the file's size. */
  private static int[] dims(RandomBytes file) {
    String place = file.path().toString();
    byte[] magic = file.size() < 4 ? new byte[4] : file.read(0, 4);
    int rank = magic[3];
    if (magic[0] != 0 || magic[1] != 0 || magic[2] != UNSIGNED_BYTE || rank < 1 || file.size() < 4 + 4L * rank) {
      throw RepriseException.of(DataError.BAD_HEADER, place, "an idx file of unsigned bytes has the bytes 0 0 8 and its number of dimensions");
    }
    ByteBuffer header = ByteBuffer.wrap(file.read(4, 4 * rank));
    int[] dims = new int[rank];
    double product = 1;
    for (int i = 0; i < rank; i++) {
      dims[i] = header.getInt();
      product *= dims[i];
    }
    // In double, since a damaged header may hold any numbers; sizes of real files are exact in it.
    double expected = 4 + 4.0 * rank + product;
    if (expected != file.size() || Arrays.stream(dims).anyMatch(d -> d < 0)) {
      throw RepriseException.of(DataError.BAD_SIZE, place, file.size(), (long) expected);
    }
    return dims;
  }

  @Override
  public String name() {
    return images.path().toString();
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int classes() {
    return classes;
  }

  @Override
  public float[] sample(int index) {
    int count = shape.elements();
    return Bytes.toFloats(images.read(headerBytes + (long) index * count, count), 0, scale);
  }

  @Override
  public int label(int index) {
    return labels[index] & 0xff;
  }

  @Override
  public void close() {
    images.close();
  }
}
