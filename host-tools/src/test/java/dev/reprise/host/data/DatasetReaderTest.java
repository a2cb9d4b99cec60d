package dev.reprise.host.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.reprise.compiler.ir.Shape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of every kind are written by hand, byte by byte, and read back. */
class DatasetReaderTest {
  @TempDir Path folder;

  private static Dataset open(String spec) {
    return Datasets.open(spec, DataOptions.defaults());
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] idx(int[] dims, byte[] data) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(new byte[] {0, 0, 8, (byte) dims.length});
    for (int d : dims) {
      out.writeInt(d);
    }
    out.write(data);
    return bytes.toByteArray();
  }

  @Test
  void idxPlainAndGzippedAreTheSame() throws IOException {
    byte[] pixels = new byte[3 * 2 * 5];
    new Random(1).nextBytes(pixels);
    byte[] images = idx(new int[] {3, 2, 5}, pixels);
    byte[] labels = idx(new int[] {3}, new byte[] {4, 0, 7});
    Path plain = write("i", images);
    Path zipped = write("i.gz", gzip(images));
    Path l = write("l", labels);
    Path lz = write("l.gz", gzip(labels));
    for (String spec : new String[] {"idx:" + plain + "," + l, "idx:" + zipped + "," + lz}) {
      try (Dataset data = open(spec)) {
        assertThat(data.size()).isEqualTo(3);
        assertThat(data.shape()).isEqualTo(Shape.of(1, 2, 5));
        assertThat(data.classes()).isEqualTo(8);
        for (int i = 0; i < 3; i++) {
          float[] sample = data.sample(i);
          for (int k = 0; k < 10; k++) {
            assertThat(sample[k]).isEqualTo((pixels[10 * i + k] & 0xff) / 255f);
          }
        }
        assertThat(data.label(2)).isEqualTo(7);
      }
    }
    try (Dataset part = open("idx:" + plain + "," + l + "[1:]")) {
      assertThat(part.size()).isEqualTo(2);
      assertThat(part.label(0)).isZero();
      assertThat(part.sample(1)[9]).isEqualTo((pixels[29] & 0xff) / 255f);
    }
    assertThatThrownBy(() -> open("idx:" + plain + "," + l + "[2:4]")).hasMessageContaining("RP1711");
  }

  @Test
  void damagedIdxIsToldNotRead() throws IOException {
    Path labels = write("l", idx(new int[] {2}, new byte[2]));
    Path good = write("good", idx(new int[] {2, 1, 1}, new byte[2]));
    Path cut = write("cut", idx(new int[] {2, 1, 1}, new byte[1]));
    Path other = write("other", "hello world".getBytes(StandardCharsets.UTF_8));
    Path huge = write("huge", idx(new int[] {1 << 30, 1 << 30, 4}, new byte[2]));
    Path three = write("three", idx(new int[] {3, 1, 1}, new byte[3]));
    Path empty = write("empty", new byte[0]);
    assertThat(open("idx:" + good + "," + labels).size()).isEqualTo(2);
    assertThatThrownBy(() -> open("idx:" + cut + "," + labels)).hasMessageContaining("RP1704");
    assertThatThrownBy(() -> open("idx:" + other + "," + labels)).hasMessageContaining("RP1703");
    assertThatThrownBy(() -> open("idx:" + empty + "," + labels)).hasMessageContaining("RP1703");
    assertThatThrownBy(() -> open("idx:" + huge + "," + labels)).hasMessageContaining("RP1704");
    assertThatThrownBy(() -> open("idx:" + three + "," + labels)).hasMessageContaining("RP1705");
    assertThatThrownBy(() -> open("idx:" + labels + "," + labels)).hasMessageContaining("RP1703");
    assertThatThrownBy(() -> open("idx:" + folder.resolve("none") + "," + labels)).hasMessageContaining("RP1701").hasMessageContaining("no such file");
    Path brokenZip = write("broken.gz", Arrays.copyOf(gzip(new byte[1000]), 20));
    assertThatThrownBy(() -> open("idx:" + brokenZip + "," + labels)).hasMessageContaining("RP1701");
  }

  @Test
  void cifarBatchesFollowEachOther() throws IOException {
    byte[] records = new byte[3 * 3073];
    new Random(2).nextBytes(records);
    records[0] = 9;
    records[3073] = 3;
    records[2 * 3073] = 0;
    Path a = write("a.bin", Arrays.copyOf(records, 2 * 3073));
    Path b = write("b.bin", Arrays.copyOfRange(records, 2 * 3073, 3 * 3073));
    try (Dataset data = open("cifar10:" + a + "," + b)) {
      assertThat(data.size()).isEqualTo(3);
      assertThat(new int[] {data.label(0), data.label(1), data.label(2)}).containsExactly(9, 3, 0);
      assertThat(data.className(9)).isEqualTo("truck");
      assertThat(data.sample(2)[3071]).isEqualTo((records[3 * 3073 - 1] & 0xff) / 255f);
      assertThat(data.sample(1)[0]).isEqualTo((records[3074] & 0xff) / 255f);
    }
    records[3073] = 10;
    Path bad = write("bad.bin", records);
    assertThatThrownBy(() -> open("cifar10:" + bad)).hasMessageContaining("RP1703").hasMessageContaining("record 1 has label 10");
    Path cut = write("cut.bin", new byte[3000]);
    assertThatThrownBy(() -> open("cifar10:" + cut)).hasMessageContaining("RP1704");
  }

  private void image(String name, int width, int height, int rgb) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < width * height; i++) {
      image.setRGB(i % width, i / width, rgb);
    }
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
  }

  @Test
  void foldersAreClassesAndImagesAreScaled() throws IOException {
    image("set/dog/1.png", 4, 2, 0xff8000);
    image("set/cat/2.png", 4, 2, 0x0000ff);
    image("set/cat/1.png", 8, 6, 0x00ff00);
    String spec = "images:" + folder.resolve("set");
    try (Dataset data = Datasets.open(spec, new DataOptions(0, null, 3, 5, false))) {
      assertThat(data.shape()).isEqualTo(Shape.of(3, 3, 5));
      assertThat(data.className(0)).isEqualTo("cat");
      assertThat(new int[] {data.label(0), data.label(1), data.label(2)}).containsExactly(0, 0, 1);
      float[] orange = data.sample(2);
      assertThat(new float[] {orange[0], orange[15], orange[30]}).containsExactly(1f, 128 / 255f, 0f);
      assertThat(data.sample(0)[15 + 14]).isEqualTo(1f);
    }
    try (Dataset data = Datasets.open(spec, new DataOptions(1, null, 2, 2, true))) {
      assertThat(data.shape()).isEqualTo(Shape.of(1, 2, 2));
      assertThat(data.sample(1)).containsExactly(29, 29, 29, 29);
    }
    Dataset unscaled = open(spec);
    assertThat(unscaled.shape()).isEqualTo(Shape.of(3, 6, 8));
    assertThatThrownBy(() -> unscaled.sample(1)).hasMessageContaining("RP1709").hasMessageContaining("2x4 after one of 6x8");
    Files.writeString(folder.resolve("set/cat/1.png"), "no image");
    assertThatThrownBy(() -> open(spec)).hasMessageContaining("RP1709");
    Files.createDirectories(folder.resolve("bare"));
    assertThatThrownBy(() -> open("images:" + folder.resolve("bare"))).hasMessageContaining("RP1706");
  }

  @Test
  void csvWithAndWithoutHeader() throws IOException {
    Path plain = write("p.csv", "1,2,0\n3,4.5,2\n\n".getBytes(StandardCharsets.UTF_8));
    try (Dataset data = open("csv:" + plain)) {
      assertThat(data.size()).isEqualTo(2);
      assertThat(data.classes()).isEqualTo(3);
      assertThat(data.sample(1)).containsExactly(3f, 4.5f);
    }
    Path headed = write("h.csv.gz", gzip("a,Class,b\n\"8\",red,4\n6,blue, 1e1 \n".getBytes(StandardCharsets.UTF_8)));
    try (Dataset data = Datasets.open("csv:" + headed, new DataOptions(2, null, 0, 0, false))) {
      assertThat(data.sample(0)).containsExactly(4f, 2f);
      assertThat(data.sample(1)).containsExactly(3f, 5f);
      assertThat(data.className(data.label(0))).isEqualTo("red");
      assertThat(data.className(0)).isEqualTo("blue");
    }
    assertThat(Datasets.open("csv:" + plain, new DataOptions(0, "-3", 0, 0, false)).sample(0)).containsExactly(2f, 0f);
    assertThatThrownBy(() -> Datasets.open("csv:" + headed, new DataOptions(0, "colour", 0, 0, false))).hasMessageContaining("RP1708").hasMessageContaining("a, Class, b");
    Path ragged = write("r.csv", "1,2,0\n3,4\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> open("csv:" + ragged)).hasMessageContaining("RP1707").hasMessageContaining("line 2");
    Path word = write("w.csv", "1,2,0\n3,four,0\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> open("csv:" + word)).hasMessageContaining("RP1707").hasMessageContaining("line 2, column 2: 'four'");
    Path nothing = write("n.csv", "a,b\n".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> open("csv:" + nothing)).hasMessageContaining("RP1706");
  }

  private static byte[] npy(String type, String shape, byte[] data) throws IOException {
    String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + shape + "), }\n";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
    out.write(header.getBytes(StandardCharsets.US_ASCII));
    out.write(data);
    return out.toByteArray();
  }

  private Path npz(String name, byte[] x, byte[] y) throws IOException {
    Path file = folder.resolve(name);
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(x);
      zip.putNextEntry(new ZipEntry("y.npy"));
      zip.write(y);
    }
    return file;
  }

  @Test
  void npzArrays() throws IOException {
    byte[] x = npy("|u1", "2, 1, 3", new byte[] {0, 1, 2, (byte) 200, 4, 5});
    byte[] y = npy("<i4", "2,", new byte[] {1, 0, 0, 0, 3, 0, 0, 0});
    try (Dataset data = Datasets.open("npz:" + npz("a.npz", x, y), new DataOptions(2, null, 0, 0, false))) {
      assertThat(data.shape()).isEqualTo(Shape.of(1, 3));
      assertThat(data.sample(1)).containsExactly(100f, 2f, 2.5f);
      assertThat(data.label(1)).isEqualTo(3);
      assertThat(data.classes()).isEqualTo(4);
    }
    Path differ = npz("b.npz", x, npy("<i4", "1,", new byte[4]));
    assertThatThrownBy(() -> open("npz:" + differ)).hasMessageContaining("RP1705");
    Path negative = npz("c.npz", x, npy("<i4", "2,", new byte[] {1, 0, 0, 0, -1, -1, -1, -1}));
    assertThatThrownBy(() -> open("npz:" + negative)).hasMessageContaining("RP1710");
    Path flat = npz("d.npz", npy("|u1", "2,", new byte[2]), y);
    assertThatThrownBy(() -> open("npz:" + flat)).hasMessageContaining("RP1710");
  }

  @Test
  void whatIsNoDataSetIsRefused() {
    for (String spec : new String[] {"", "idx", "idx:one", "video:x", "csv:a,b", "digits:x,3", "digits:1", "[1:2]"}) {
      assertThatThrownBy(() -> open(spec)).as(spec).hasMessageContaining("RP1702");
    }
    assertThat(open("digits:7,30[10:20]").size()).isEqualTo(10);
  }

  @Test
  void sharedMnistAndOptdigits() {
    Path shared = Path.of(System.getProperty("reprise.home")).resolveSibling("shared").resolve("data");
    assumeTrue(Files.isDirectory(shared), "../shared is absent");
    Path mnist = shared.resolve("mnist");
    try (Dataset data = open("idx:" + mnist.resolve("t10k-images-idx3-ubyte.gz") + "," + mnist.resolve("t10k-labels-idx1-ubyte.gz") + "[8000:]")) {
      assertThat(data.size()).isEqualTo(2000);
      assertThat(data.shape()).isEqualTo(Shape.of(1, 28, 28));
    }
    try (Dataset data = open("csv:" + shared.resolve("optdigits/optdigits.tra.csv.gz"))) {
      assertThat(data.size()).isEqualTo(3823);
      assertThat(data.shape()).isEqualTo(Shape.of(64));
      assertThat(data.classes()).isEqualTo(10);
    }
  }
}
