package dev.reprise.simulators.cycles;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code of an ELF file, by objdump. */
public final class Disassembly {
  private static final Pattern HEADER = Pattern.compile("^([0-9a-f]{8}) <(.+)>:$");
  private static final Pattern LINE = Pattern.compile("^\\s*([0-9a-f]+):\\t([0-9a-f ]+?)\\s*\\t(\\S+)(?:\\t(.*))?$");

  private final NavigableMap<Long, Instruction> instructions = new TreeMap<>();
  private final NavigableMap<Long, String> functions = new TreeMap<>();

  private Disassembly() {}

  /**
   * Disassembles {@code elf}.
   *
   * @param prefix of the tools, for example {@code arm-none-eabi-}
   * @throws dev.reprise.compiler.diag.RepriseException RP1911 where objdump is missing or fails
   */
  public static Disassembly of(Path elf, String prefix) {
    return parse(Tool.run(List.of(prefix + "objdump", "-d", "-w", elf.toString())));
  }

  static Disassembly parse(String text) {
    Disassembly d = new Disassembly();
    text.lines().forEach(d::line);
    return d;
  }

  private void line(String line) {
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      functions.put(Long.parseLong(header.group(1), 16), header.group(2));
      return;
    }
    Matcher m = LINE.matcher(line);
    if (m.matches() && !m.group(3).startsWith(".")) {
      long at = Long.parseLong(m.group(1), 16);
      int size = m.group(2).replace(" ", "").length() / 2;
      instructions.put(at, InstructionDecoder.decode(at, size, m.group(3), m.group(4) == null ? "" : m.group(4)));
    }
  }

  /** The instructions from {@code start} to {@code end}, exclusive; fewer where there is something else in between. */
  List<Instruction> block(long start, long end) {
    List<Instruction> block = new ArrayList<>();
    for (long at = start; at < end; ) {
      Instruction i = instructions.get(at);
      if (i == null) {
        break;
      }
      block.add(i);
      at += i.size();
    }
    return block;
  }

  /** Name of the function that {@code address} lies in; its address where it lies in none. */
  public String functionAt(long address) {
    Map.Entry<Long, String> entry = functions.floorEntry(address);
    return entry == null ? "0x" + Long.toHexString(address) : entry.getValue();
  }

  /** Names of all functions, by address. */
  public List<String> functions() {
    return List.copyOf(functions.values());
  }

  /** First address of the function {@code name}. */
  public OptionalLong addressOf(String name) {
    return functions.entrySet().stream().filter(e -> e.getValue().equals(name)).mapToLong(Map.Entry::getKey).findFirst();
  }
}
