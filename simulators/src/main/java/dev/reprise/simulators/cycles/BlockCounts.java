package dev.reprise.simulators.cycles;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the counting plugin wrote ({@code simulators/src/main/c/block_counts.c}).
 *
 * @param scopes the calls that were counted apart, in order of first use; the first one stands for everything outside
 */
public record BlockCounts(List<Scope> scopes, List<Block> blocks) {
  /**
   * @param site address of the calling instruction; 0 outside, and for interrupt handlers
   * @param entry address of the called function; 0 outside
   * @param calls how often the call was made
   */
  public record Scope(long site, long entry, long calls) {}

  /**
   * @param scope index in {@link #scopes}
   * @param end exclusive
   * @param taken how many of {@code executions} were left other than by falling through
   */
  public record Block(int scope, long start, long end, long instructions, long executions, long taken) {}

  /** @throws RepriseException RP1913 */
  static BlockCounts read(Path file) {
    List<Scope> scopes = new ArrayList<>(List.of(new Scope(0, 0, 1)));
    List<Block> blocks = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] f = line.split(" ");
        switch (f[0]) {
          case "scope" -> scopes.add(new Scope(hex(f[1]), hex(f[2]), Long.parseLong(f[3])));
          case "count" -> blocks.add(new Block(Integer.parseInt(f[1]), hex(f[2]), hex(f[3]), Long.parseLong(f[4]), Long.parseLong(f[5]), Long.parseLong(f[6])));
          default -> throw RepriseException.of(CyclesError.BAD_COUNTS, file.toString(), line);
        }
      }
    } catch (IOException | IndexOutOfBoundsException | NumberFormatException e) {
      throw RepriseException.of(CyclesError.BAD_COUNTS, file.toString(), e.toString());
    }
    return new BlockCounts(List.copyOf(scopes), List.copyOf(blocks));
  }

  private static long hex(String text) {
    return Long.parseLong(text, 16);
  }
}
