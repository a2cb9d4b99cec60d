package dev.reprise.host.data;

/**
 * How to read a data set; what does not apply to its kind is ignored.
 *
 * @param scale what stored values are divided by to get the model's units; 0 = the kind's usual one (255 for images, 1 for numbers)
 * @param labelColumn of a CSV file; null = found by name
 * @param height of images after scaling; 0 = as they are
 * @param width of images after scaling
 * @param gray one channel
 */
public record DataOptions(float scale, String labelColumn, int height, int width, boolean gray) {
  public static DataOptions defaults() {
    return new DataOptions(0, null, 0, 0, false);
  }

  float scaleOr(float usual) {
    return scale == 0 ? usual : scale;
  }
}
