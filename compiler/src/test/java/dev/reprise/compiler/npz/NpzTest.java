package dev.reprise.compiler.npz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrays as the format's description lays them out. */
class NpzTest {
  @TempDir Path folder;

  /** A .npy file by the format's description. */
  private static byte[] npy(int version, String descr, boolean fortran, String shape, byte[] data) {
    String header = "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape + ", }\n";
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer file = ByteBuffer.allocate(8 + (version == 1 ? 2 : 4) + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) version).put((byte) 0);
    if (version == 1) {
      file.putShort((short) text.length);
    } else {
      file.putInt(text.length);
    }
    return file.put(text).put(data).array();
  }

  private static ByteBuffer little(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void everyTypeAndVersion() {
    assertThat(Npy.parse(npy(1, "'<f4'", false, "(2, 1)", little(8).putFloat(1.5f).putFloat(-2f).array()), "t"))
        .isEqualTo(Tensor.f32(Shape.of(2, 1), 1.5f, -2f));
    assertThat(Npy.parse(npy(2, "'<f8'", false, "(1,)", little(8).putDouble(0.1).array()), "t"))
        .isEqualTo(new Tensor(DType.F64, Shape.of(1), new double[] {0.1}));
    assertThat(Npy.parse(npy(3, "'<i4'", false, "()", little(4).putInt(-7).array()), "t"))
        .isEqualTo(new Tensor(DType.I32, Shape.SCALAR, new int[] {-7}));
    assertThat(Npy.parse(npy(1, "'<i8'", false, "(1,)", little(8).putLong(1L << 40).array()), "t"))
        .isEqualTo(Tensor.i64(Shape.of(1), 1L << 40));
    assertThat(Npy.parse(npy(1, "'|u1'", false, "(2,)", new byte[] {1, (byte) 255}), "t")).isEqualTo(Tensor.u8(Shape.of(2), (byte) 1, (byte) -1));
    assertThat(Npy.parse(npy(1, "'|i1'", false, "(1,)", new byte[] {-3}), "t").type()).isEqualTo(DType.S8);
    assertThat(Npy.parse(npy(1, "'|b1'", false, "(1,)", new byte[] {1}), "t").type()).isEqualTo(DType.BOOL);
    assertThat(Npy.parse(npy(1, "'<f4'", false, "(0, 3)", new byte[0]), "t").shape()).isEqualTo(Shape.of(0, 3));
    assertThat(Npy.parse(npy(1, "'>i4'", false, "(1,)", new byte[] {0, 0, 1, 2}), "t").ints()).containsExactly(258);
  }

  @Test
  void columnMajorBecomesRowMajor() {
    byte[] columns = {0, 10, 1, 11, 2, 12}; // a[r][c] = 10*r + c
    assertThat(Npy.parse(npy(1, "'|u1'", true, "(2, 3)", columns), "t").bytes()).containsExactly(0, 1, 2, 10, 11, 12);
    ByteBuffer cube = little(4 * 24);
    for (int k = 0; k < 4; k++) {
      for (int j = 0; j < 3; j++) {
        for (int i = 0; i < 2; i++) {
          cube.putInt((i * 3 + j) * 4 + k);
        }
      }
    }
    int[] read = Npy.parse(npy(1, "'<i4'", true, "(2, 3, 4)", cube.array()), "t").ints();
    for (int i = 0; i < 24; i++) {
      assertThat(read[i]).isEqualTo(i);
    }
  }

  @Test
  void storedAndDeflatedMembers() throws IOException {
    byte[] array = npy(1, "'|u1'", false, "(3,)", new byte[] {1, 2, 3});
    Path file = folder.resolve("a.npz");
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry stored = new ZipEntry("group/x.npy");
      stored.setMethod(ZipEntry.STORED);
      stored.setSize(array.length);
      CRC32 crc = new CRC32();
      crc.update(array);
      stored.setCrc(crc.getValue());
      zip.putNextEntry(stored);
      zip.write(array);
      zip.putNextEntry(new ZipEntry("y.npy"));
      zip.write(array);
      zip.putNextEntry(new ZipEntry("notes.txt"));
      zip.write('!');
    }
    Tensor expected = Tensor.u8(Shape.of(3), (byte) 1, (byte) 2, (byte) 3);
    assertThat(Npz.read(file)).isEqualTo(Map.of("group/x", expected, "y", expected));
  }

  @Test
  void malformedFilesAreDiagnosed() throws IOException {
    refused(npy(1, "'<f2'", false, "(1,)", new byte[2]), "RP1792", "<f2");
    refused(npy(1, "'<U5'", false, "(1,)", new byte[20]), "RP1792", "<U5");
    refused(npy(1, "[('a', '<f4')]", false, "(1,)", new byte[4]), "RP1792", "a");
    refused(npy(1, "'<f4'", false, "(2,)", new byte[4]), "RP1791", "4 bytes of data where 8");
    refused(npy(1, "'<f4'", false, "(1,)", new byte[5]), "RP1791", "5 bytes of data where 4");
    refused(npy(1, "'<f4'", false, "(-1,)", new byte[4]), "RP1791", "shape");
    refused(npy(1, "'<f4'", false, "(70000, 70000)", new byte[4]), "RP1793", "70000");
    refused(npy(1, "'<f4'", false, "(99999999999,)", new byte[4]), "RP1793", "99999999999");
    refused(npy(9, "'<f4'", false, "(1,)", new byte[4]), "RP1791", "version 9");
    refused(new byte[3], "RP1791", "magic");
    assertThatThrownBy(() -> Npz.read(folder.resolve("none.npz"))).isInstanceOf(RepriseException.class).hasMessageContaining("RP1790");
    Path text = Files.writeString(folder.resolve("text.npz"), "not a zip archive");
    assertThatThrownBy(() -> Npz.read(text)).isInstanceOf(RepriseException.class).hasMessageContaining("RP1791").hasMessageContaining("text.npz");
  }

  @Test
  void mutatedBytesNeverEscapeAsAnythingElse() {
    byte[] good = npy(1, "'<i4'", true, "(2, 3)", new byte[24]);
    Random random = new Random(6);
    int refused = 0;
    for (int k = 0; k < 20_000; k++) {
      byte[] bytes = good.clone();
      for (int m = 1 + random.nextInt(3); m > 0; m--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        Npy.parse(bytes, "t");
      } catch (RepriseException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1000, 19_900);
  }

  private static void refused(byte[] file, String code, String text) {
    assertThatThrownBy(() -> Npy.parse(file, "some.npz: array 'a'"))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining(code)
        .hasMessageContaining("some.npz: array 'a'")
        .hasMessageContaining(text);
  }
}
