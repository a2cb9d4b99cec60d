package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.fornwall.jelf.ElfException;
import net.fornwall.jelf.ElfFile;
import net.fornwall.jelf.ElfSection;
import net.fornwall.jelf.ElfSectionHeader;
import net.fornwall.jelf.ElfSegment;
import net.fornwall.jelf.ElfSymbol;
import net.fornwall.jelf.ElfSymbolTableSection;

/**
 * What an ELF file puts where.
 *
 * @param arm whether its code is Arm's; RISC-V's otherwise
 * @param sections those that occupy memory on the device
 * @param copied bytes that lie in one memory and are copied to another at start (the image of initialised data)
 * @param symbols functions and objects
 * @param values symbols of the linker script
 */
public record FirmwareImage(Path file, boolean arm, List<Section> sections, List<Copied> copied, List<Symbol> symbols, Map<String, Long> values) {
  private static final int EM_ARM = 40;
  private static final int EM_RISCV = 243;
  private static final int SHT_NOBITS = 8;
  private static final long SHF_ALLOC = 2;
  private static final int PT_LOAD = 1;
  private static final long WORD_MASK = 0xffffffffL;

  /** @param data bytes of the file; empty for a section that has none there */
  public record Section(String name, long address, long size, byte[] data) {
    boolean holds(long at) {
      return at >= address && at < address + size;
    }
  }

  /** @param from address in the memory that keeps the bytes */
  public record Copied(long from, long size) {}

  /** @param address without the Thumb bit */
  public record Symbol(String name, long address, long size, boolean function) {}

  /** Reads a 32-bit Arm or RISC-V ELF; RP2105 for anything else. */
  public static FirmwareImage read(Path file) {
    try {
      ElfFile elf = ElfFile.from(file);
      if (!elf.is32Bits() || elf.e_machine != EM_ARM && elf.e_machine != EM_RISCV) {
        throw bad(file, "it is no 32-bit Arm or RISC-V ELF file");
      }
      return new FirmwareImage(file, elf.e_machine == EM_ARM, sections(elf), copied(elf), symbols(elf), values(elf));
    } catch (IOException | ElfException e) {
      throw bad(file, String.valueOf(e.getMessage()));
    }
  }

  private static RepriseException bad(Path file, String why) {
    return RepriseException.of(MeasureError.BAD_IMAGE, file.toString(), why);
  }

  private static List<Section> sections(ElfFile elf) {
    List<Section> sections = new ArrayList<>();
    for (int i = 1; i < elf.e_shnum; i++) {
      ElfSection section = elf.getSection(i);
      ElfSectionHeader h = section.header;
      if ((h.sh_flags & SHF_ALLOC) != 0 && h.sh_size > 0) {
        byte[] data = h.sh_type == SHT_NOBITS ? new byte[0] : section.getData();
        sections.add(new Section(h.getName(), h.sh_addr & WORD_MASK, h.sh_size, data));
      }
    }
    return sections;
  }

  private static List<Copied> copied(ElfFile elf) {
    List<Copied> copied = new ArrayList<>();
    for (ElfSegment s : elf.segmentsOfType(PT_LOAD)) {
      if (s.p_filesz > 0 && s.p_paddr != s.p_vaddr) {
        copied.add(new Copied(s.p_paddr & WORD_MASK, s.p_filesz));
      }
    }
    return copied;
  }

  private static List<Symbol> symbols(ElfFile elf) {
    List<Symbol> symbols = new ArrayList<>();
    ElfSymbolTableSection table = elf.getSymbolTableSection();
    if (table == null) {
      throw new ElfException("it has no symbols");
    }
    for (ElfSymbol s : table.symbols) {
      boolean function = s.getType() == ElfSymbol.STT_FUNC;
      if ((function || s.getType() == ElfSymbol.STT_OBJECT) && s.getName() != null) {
        long address = s.st_value & WORD_MASK;
        symbols.add(new Symbol(s.getName(), function ? address & ~1L : address, s.st_size, function));
      }
    }
    return symbols;
  }

  private static Map<String, Long> values(ElfFile elf) {
    Map<String, Long> values = new TreeMap<>();
    for (ElfSymbol s : elf.getSymbolTableSection().symbols) {
      if (s.getType() == ElfSymbol.STT_NOTYPE && s.getName() != null) {
        values.put(s.getName(), s.st_value & WORD_MASK);
      }
    }
    return values;
  }

  Optional<Symbol> symbol(String name) {
    return symbols.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** The little-endian words of the file's part of {@code section}. */
  static List<Long> words(Section section) {
    ByteBuffer bytes = ByteBuffer.wrap(section.data()).order(ByteOrder.LITTLE_ENDIAN);
    List<Long> words = new ArrayList<>();
    while (bytes.remaining() >= 4) {
      words.add(bytes.getInt() & WORD_MASK);
    }
    return words;
  }
}
