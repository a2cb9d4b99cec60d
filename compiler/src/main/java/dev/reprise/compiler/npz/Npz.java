package dev.reprise.compiler.npz;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads .npz files: zip archives, stored or deflated, of one .npy file per array. */
public final class Npz {
  private Npz() {}

  /**
   * All arrays of a file by name, sorted; other members of the archive are ignored.
   *
   * @throws RepriseException RP1790 where the file cannot be read, RP1791 to RP1793 where it is not such a file
   */
  public static Map<String, Tensor> read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw RepriseException.of(NpzError.UNREADABLE, file.toString(), "no such file");
    }
    Map<String, Tensor> arrays = new TreeMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        if (entry.getName().endsWith(".npy")) {
          String name = entry.getName().substring(0, entry.getName().length() - ".npy".length());
          byte[] bytes = zip.getInputStream(entry).readAllBytes();
          arrays.put(name, Npy.parse(bytes, file + ": array '" + name + "'"));
        }
      }
    } catch (ZipException | IllegalArgumentException e) {
      throw new RepriseException(RepriseException.of(NpzError.MALFORMED, file.toString(), e.getMessage()).diagnostic(), e);
    } catch (IOException e) {
      throw new RepriseException(RepriseException.of(NpzError.UNREADABLE, file.toString(), e.getMessage()).diagnostic(), e);
    }
    return arrays;
  }
}
