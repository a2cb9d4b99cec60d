package dev.reprise.simulators.cycles;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one line of objdump's disassembly. */
final class InstructionDecoder {
  private static final Pattern MEMORY = Pattern.compile("\\[([^\\]]*)\\](!?)(,.*)?");
  private static final Pattern LIST = Pattern.compile("\\{([^}]*)\\}");
  private static final Pattern COMMENT = Pattern.compile("[;@<].*");
  private static final Pattern COMPARES = Pattern.compile("(cmp|cmn|tst|teq|vcmp).*");
  private static final Pattern TWO_RESULTS = Pattern.compile("([us]mull|[us]mlal|umaal|smlsld).*");
  private static final Pattern LONG_SUM = Pattern.compile("([us]mlal|umaal|smlsld).*");
  /** Two-operand forms that do not read their result register. */
  private static final Pattern MOVES = Pattern.compile("(mov|mvn|neg|[su]xt|clz|rev|rbit|lsl|lsr|asr|adr|v).*");
  /** Those that keep a part of their result register. */
  private static final Pattern INSERTS = Pattern.compile("(movt|bfi|bfc|vml|vnml|vfm|vfnm).*");

  private final String mnemonic;
  private final InstructionClass kind;
  private final String operands;
  private long reads;
  private long address;
  private long accumulator;
  private long writes;
  private long base;

  private InstructionDecoder(String mnemonic, String operands) {
    this.mnemonic = mnemonic.replaceFirst("\\..*", "");
    this.kind = InstructionClass.of(this.mnemonic);
    this.operands = COMMENT.matcher(operands).replaceFirst("").strip();
  }

  static Instruction decode(long at, int size, String mnemonic, String operands) {
    InstructionDecoder d = new InstructionDecoder(mnemonic, operands);
    long moved = d.decode();
    return new Instruction(at, size, d.mnemonic, d.kind, d.reads | d.address, d.address, d.accumulator, d.writes | d.base, d.base, Long.bitCount(moved));
  }

  /** Returns the registers that are loaded or stored. */
  private long decode() {
    if (kind.isMultiple()) {
      return multiple();
    }
    if (kind.isLoad() || kind.isStore()) {
      return single();
    }
    if (kind == InstructionClass.BRANCH || kind == InstructionClass.CALL) {
      reads = operands.matches("[0-9a-f]+") ? 0 : RegisterSet.of(operands);
    } else if (kind != InstructionClass.IF_THEN && kind != InstructionClass.TABLE_BRANCH && !mnemonic.startsWith("vmrs")) {
      data();
    }
    return 0;
  }

  private long multiple() {
    Matcher list = LIST.matcher(operands);
    long registers = list.find() ? RegisterSet.list(list.group(1)) : 0;
    String before = operands.replaceFirst("\\{.*", "");
    boolean stack = mnemonic.contains("push") || mnemonic.contains("pop");
    address = stack ? RegisterSet.STACK_POINTER : RegisterSet.of(before);
    base = stack || before.contains("!") ? address : 0;
    transfer(registers);
    return registers;
  }

  private long single() {
    Matcher memory = MEMORY.matcher(operands);
    String before = operands.replaceFirst("\\[.*", "");
    long registers = 0;
    for (String operand : before.split(",")) {
      registers |= RegisterSet.of(operand);
    }
    if (memory.find()) {
      String[] parts = memory.group(1).split(",");
      for (String part : parts) {
        address |= RegisterSet.of(part);
      }
      base = !memory.group(2).isEmpty() || memory.group(3) != null ? RegisterSet.of(parts[0]) : 0;
    } else {
      address = RegisterSet.PROGRAM_COUNTER;
    }
    transfer(registers);
    return registers;
  }

  private void transfer(long registers) {
    if (kind.isLoad()) {
      writes = registers;
    } else {
      reads = registers;
    }
  }

  private void data() {
    String[] parts = operands.split(",");
    int results = COMPARES.matcher(mnemonic).matches() ? 0 : TWO_RESULTS.matcher(mnemonic).matches() ? 2 : 1;
    for (int i = 0; i < parts.length; i++) {
      if (i < results) {
        writes |= RegisterSet.of(parts[i]);
      } else {
        reads |= RegisterSet.of(parts[i]);
      }
    }
    if (INSERTS.matcher(mnemonic).matches() || parts.length == 2 && results == 1 && !MOVES.matcher(mnemonic).matches()) {
      reads |= writes;
    }
    if (LONG_SUM.matcher(mnemonic).matches()) {
      accumulator = writes;
      reads |= writes;
    } else if (kind == InstructionClass.MULTIPLY && results == 1 && parts.length == 4) {
      accumulator = RegisterSet.of(parts[3]);
    }
  }
}
