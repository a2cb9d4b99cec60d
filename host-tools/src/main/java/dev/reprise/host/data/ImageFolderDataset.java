package dev.reprise.host.data;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Shape;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * A folder with one sub-folder of images per class. Classes are the sub-folders in alphabetical order, samples the files in alphabetical
 * order within them. Images are decoded when asked for.
 */
public final class ImageFolderDataset implements Dataset {
  private final Path folder;
  private final List<String> classNames = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final boolean gray;
  private final float scale;
  private final int height;
  private final int width;
  private final boolean resize;

  private ImageFolderDataset(Path folder, int height, int width, boolean gray, float scale) throws IOException {
    this.folder = folder;
    this.gray = gray;
    this.scale = scale;
    for (Path sub : sorted(folder)) {
      if (Files.isDirectory(sub)) {
        for (Path file : sorted(sub)) {
          files.add(file);
          labels.add(classNames.size());
        }
        classNames.add(sub.getFileName().toString());
      }
    }
    if (files.isEmpty()) {
      throw RepriseException.of(DataError.NO_SAMPLES, folder.toString(), "one sub-folder of images per class is expected");
    }
    this.resize = height > 0;
    BufferedImage first = height > 0 ? null : decode(files.get(0));
    this.height = height > 0 ? height : first.getHeight();
    this.width = height > 0 ? width : first.getWidth();
  }

  /**
   * @param height images are scaled to this height and {@code width}; 0 = all have the size of the first
   * @param gray one channel of ITU-R BT.601 luma instead of three
   */
  public static ImageFolderDataset open(Path folder, int height, int width, boolean gray, float scale) {
    try {
      return new ImageFolderDataset(folder, height, width, gray, scale);
    } catch (IOException e) {
      throw RandomBytes.unreadable(folder, e);
    }
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(p -> !p.getFileName().toString().startsWith(".")).sorted().toList();
    }
  }

  private static BufferedImage decode(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      if (image == null) {
        throw RepriseException.of(DataError.BAD_IMAGE, file.toString(), "no image in a format that is known");
      }
      return image;
    } catch (IOException | RuntimeException e) {
      if (e instanceof RepriseException known) {
        throw known;
      }
      throw new RepriseException(Diagnostic.of(DataError.BAD_IMAGE, file.toString(), "damaged image: " + e.getMessage()), e);
    }
  }

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Shape shape() {
    return Shape.of(gray ? 1 : 3, height, width);
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
  public int label(int index) {
    return labels.get(index);
  }

  @Override
  public float[] sample(int index) {
    BufferedImage image = fit(decode(files.get(index)), files.get(index));
    int plane = height * width;
    float[] values = new float[(gray ? 1 : 3) * plane];
    for (int i = 0; i < plane; i++) {
      int rgb = image.getRGB(i % width, i / width);
      int r = rgb >> 16 & 0xff;
      int g = rgb >> 8 & 0xff;
      int b = rgb & 0xff;
      if (gray) {
        values[i] = Math.round(0.299 * r + 0.587 * g + 0.114 * b) / scale;
      } else {
        values[i] = r / scale;
        values[plane + i] = g / scale;
        values[2 * plane + i] = b / scale;
      }
    }
    return values;
  }

  private BufferedImage fit(BufferedImage image, Path file) {
    if (image.getWidth() == width && image.getHeight() == height) {
      return image;
    }
    if (!resize) {
      String found = "an image of " + image.getHeight() + "x" + image.getWidth() + " after one of " + height + "x" + width;
      throw RepriseException.of(DataError.BAD_IMAGE, file.toString(), found);
    }
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = scaled.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return scaled;
  }
}
