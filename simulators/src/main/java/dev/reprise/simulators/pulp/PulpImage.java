package dev.reprise.simulators.pulp;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.simulators.SimulatorError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSegment;
import net.fornwall.jelf.ElfSymbol;
import net.fornwall.jelf.ElfSymbolTableSection;

/**
 * A program for the cluster.
 *
 * @param entry where the fabric controller starts
 * @param objects addresses of its variables
 */
public record PulpImage(int entry, List<Segment> segments, List<Function> functions, Map<String, Integer> objects) {
  private static final int EM_RISCV = 243;
  private static final int PT_LOAD = 1;

  /** @param bytes contents; a size in memory beyond them is zero, as memory is at reset */
  public record Segment(int address, byte[] bytes) {}

  /** @param bytes 0 where unknown: then up to the next function */
  public record Function(String name, int address, int bytes) {}

  public PulpImage {
    segments = List.copyOf(segments);
    functions = List.copyOf(functions);
    objects = Map.copyOf(objects);
  }

  /** Without variables. */
  public PulpImage(int entry, List<Segment> segments, List<Function> functions) {
    this(entry, segments, functions, Map.of());
  }

  /** Reads a 32-bit RISC-V ELF executable; RP1907 for anything else. */
  public static PulpImage read(Path file) {
    try {
      ElfFile elf = ElfFile.from(file);
      if (!elf.is32Bits() || elf.e_machine != EM_RISCV) {
        throw bad(file, "it is no 32-bit RISC-V ELF file");
      }
      List<Segment> segments = new ArrayList<>();
      for (ElfSegment s : elf.segmentsOfType(PT_LOAD)) {
        // a damaged header must not make the library allocate what the file does not have
        if (s.p_filesz < 0 || s.p_offset < 0 || s.p_offset + s.p_filesz > Files.size(file)) {
          throw bad(file, "a segment lies outside the file");
        }
        if (s.p_filesz > 0) {
          segments.add(new Segment((int) s.p_paddr, s.getData()));
        }
      }
      return new PulpImage((int) elf.e_entry, segments, functions(elf), objects(elf));
    } catch (IOException | ElfException | NegativeArraySizeException | IndexOutOfBoundsException e) {
      // the library trusts the counts of the header, so that damage also shows as array errors
      throw bad(file, String.valueOf(e.getMessage()));
    }
  }

  private static List<Function> functions(ElfFile elf) {
    ElfSymbolTableSection table = elf.getSymbolTableSection();
    List<Function> functions = new ArrayList<>();
    if (table != null) {
      for (ElfSymbol symbol : table.symbols) {
        if (symbol.getType() == ElfSymbol.STT_FUNC) {
          functions.add(new Function(symbol.getName(), (int) symbol.st_value, (int) symbol.st_size));
        }
      }
    }
    return functions;
  }

  private static Map<String, Integer> objects(ElfFile elf) {
    ElfSymbolTableSection table = elf.getSymbolTableSection();
    Map<String, Integer> objects = new HashMap<>();
    if (table != null) {
      for (ElfSymbol symbol : table.symbols) {
        if (symbol.getType() == ElfSymbol.STT_OBJECT) {
          objects.put(symbol.getName(), (int) symbol.st_value);
        }
      }
    }
    return objects;
  }

  private static RepriseException bad(Path file, String why) {
    return RepriseException.of(SimulatorError.BAD_IMAGE, file.toString(), why);
  }
}
