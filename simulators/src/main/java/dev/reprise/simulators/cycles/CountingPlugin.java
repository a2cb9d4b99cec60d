package dev.reprise.simulators.cycles;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/** QEMU's counting plugin, built from {@code simulators/src/main/c/block_counts.c} when it is first needed. */
public final class CountingPlugin {
  private static final String SOURCE = "simulators/src/main/c/block_counts.c";
  private static final String CACHE = "build/plugins";

  private final Path library;

  private CountingPlugin(Path library) {
    this.library = library;
  }

  /**
   * The plugin of the repository {@code home}, in {@code build/plugins}; the file's name carries the checksum of its source.
   *
   * @throws RepriseException RP1911 where the C compiler is missing or fails
   */
  public static CountingPlugin of(Path home) {
    Path source = home.resolve(SOURCE);
    try {
      CRC32 checksum = new CRC32();
      checksum.update(Files.readAllBytes(source));
      Path cache = Files.createDirectories(home.resolve(CACHE));
      Path library = cache.resolve(String.format(Locale.ROOT, "block_counts-%08x.so", checksum.getValue()));
      if (!Files.exists(library)) {
        Path fresh = Files.createTempFile(cache, "block_counts", ".so");
        Tool.run(List.of("gcc", "-std=gnu11", "-O2", "-shared", "-fPIC", "-o", fresh.toString(), source.toString()));
        Files.move(fresh, library, StandardCopyOption.ATOMIC_MOVE);
      }
      return new CountingPlugin(library.toAbsolutePath());
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(CyclesError.TOOL_FAILED, source.toString(), e.toString()), e);
    }
  }

  /**
   * QEMU's arguments for a run that is counted.
   *
   * @param counts file to be written
   * @param symbols file to be written here: the functions of {@code scopes}
   */
  List<String> arguments(Path counts, Path symbols, Disassembly code, Scopes scopes) throws IOException {
    List<String> lines = new ArrayList<>();
    add(lines, "entry", scopes.entries(), code);
    add(lines, "stage", scopes.stages(), code);
    add(lines, "handler", scopes.handlers(), code);
    Files.write(symbols, lines);
    return List.of("-plugin", escape(library) + ",out=" + escape(counts) + ",symbols=" + escape(symbols));
  }

  private static void add(List<String> lines, String kind, List<String> functions, Disassembly code) {
    functions.forEach(name -> code.addressOf(name).ifPresent(at -> lines.add(kind + " " + Long.toHexString(at))));
  }

  private static String escape(Path file) {
    return file.toString().replace(",", ",,");
  }
}
