package dev.reprise.host.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads the functions of an RV32 image from its instructions, compressed ones included: who calls whom, who calls through pointers, what is taken from the stack, and whose address is made by a pair of
 * instructions or stands in the image's data.
 */
final class RiscvCode {
  private static final int RETURN = 1;
  private static final int STACK = 2;
  private static final int OTHER_RETURN = 5;
  private static final int REGISTERS = 32;
  /** Registers in the short fields of compressed instructions begin with it. */
  private static final int FIRST_SHORT = 8;

  private final FirmwareImage image;
  private final Map<Long, FirmwareImage.Symbol> starts;
  private final Map<String, MachineFunction> functions = new TreeMap<>();
  private final Set<String> taken = new TreeSet<>();
  private final List<Long> pointers = new ArrayList<>();

  private FirmwareImage.Symbol function;
  private Set<String> callees;
  private boolean indirect;
  private boolean tableJump;
  private long pushed;
  /** What the registers hold where lui or auipc have set them, by a reading from top to bottom; null for anything else. Good enough to find addresses that are made, not to exclude any. */
  private final Long[] known = new Long[REGISTERS];
  /** The register that the instruction before has set to an upper part; 0 for none. */
  private int upper;

  private RiscvCode(FirmwareImage image) {
    this.image = image;
    starts =
        image.symbols().stream()
            .filter(s -> s.function() && s.size() > 0)
            .collect(Collectors.toMap(FirmwareImage.Symbol::address, s -> s, (a, b) -> a.name().compareTo(b.name()) < 0 ? a : b, TreeMap::new));
  }

  static RiscvCode of(FirmwareImage image) {
    RiscvCode code = new RiscvCode(image);
    image.sections().forEach(s -> code.pointers.addAll(FirmwareImage.words(s)));
    code.pointers.stream().filter(code.starts::containsKey).forEach(p -> code.taken.add(code.starts.get(p).name()));
    code.starts.values().forEach(code::read);
    return code;
  }

  /** By name; of several with one name (static ones) the calls and pushes are joined. */
  Map<String, MachineFunction> functions() {
    return functions;
  }

  /** Names of the functions whose address is used other than for a call. */
  Set<String> taken() {
    return taken;
  }

  private void read(FirmwareImage.Symbol symbol) {
    FirmwareImage.Section section = image.sections().stream().filter(s -> s.holds(symbol.address()) && s.data().length > 0).findFirst().orElse(null);
    if (section == null) {
      return;
    }
    function = symbol;
    callees = new TreeSet<>();
    indirect = false;
    tableJump = false;
    pushed = 0;
    upper = 0;
    Arrays.fill(known, null);
    long end = symbol.address() + symbol.size();
    for (long at = symbol.address(); at + 2 <= end;) {
      int low = half(section, at);
      int before = upper;
      upper = 0;
      if ((low & 3) == 3) {
        instruction(at, low | half(section, at + 2) << 16, before);
        at += 4;
      } else {
        compressed(at, low);
        at += 2;
      }
    }
    // a switch jumps through a table of places within its function
    boolean table = tableJump && pointers.stream().anyMatch(p -> p > symbol.address() && p < end);
    MachineFunction read = new MachineFunction(symbol.name(), symbol.address(), callees, indirect || tableJump && !table, pushed);
    functions.merge(symbol.name(), read, MachineFunction::join);
  }

  private static int half(FirmwareImage.Section section, long at) {
    int offset = (int) (at - section.address());
    return offset + 1 < section.data().length ? section.data()[offset] & 0xff | (section.data()[offset + 1] & 0xff) << 8 : 0;
  }

  private void instruction(long at, int word, int before) {
    int rd = word >>> 7 & 31;
    int rs1 = word >>> 15 & 31;
    switch (word & 0x7f) {
      case 0x37 -> setUpper(rd, word & 0xfffff000L);
      case 0x17 -> setUpper(rd, at + (word & 0xfffff000));
      case 0x13 -> {
        if ((word >>> 12 & 7) == 0) {
          add(rd, rs1, word >> 20);
        } else {
          set(rd, null);
        }
      }
      case 0x6f -> jump(at + jumpOffset(word), rd == RETURN || rd == OTHER_RETURN);
      case 0x67 -> jumpRegister(rd, rs1, rs1 == before ? Long.valueOf(known[rs1] + (word >> 20)) : null);
      case 0x63 -> jump(at + branchOffset(word), false);
      default -> set(rd, null);
    }
  }

  private void compressed(long at, int word) {
    int quadrant = word & 3;
    int kind = word >>> 13;
    int rd = word >>> 7 & 31;
    int six = (word << 19 >> 31) << 5 | word >>> 2 & 31;
    if (quadrant == 1) {
      switch (kind) {
        case 0 -> add(rd, rd, six);
        case 1, 5 -> jump(at + compressedJumpOffset(word), kind == 1);
        case 2 -> set(rd, null);
        case 3 -> {
          if (rd == STACK) {
            add(STACK, STACK, stackOffset(word));
          } else {
            set(rd, (long) six << 12 & 0xffffffffL);
          }
        }
        case 6, 7 -> jump(at + compressedBranchOffset(word), false);
        default -> set(FIRST_SHORT + (word >>> 7 & 7), null);
      }
    } else if (quadrant == 2 && kind == 4 && (word >>> 2 & 31) == 0 && rd != 0) {
      jumpRegister((word >>> 12 & 1) == 1 ? RETURN : 0, rd, null);
    } else if (quadrant == 2 && kind == 4) {
      set(rd, (word >>> 12 & 1) == 0 ? known[word >>> 2 & 31] : null);
    } else if (quadrant == 2) {
      set(rd, null);
    } else {
      set(FIRST_SHORT + (word >>> 2 & 7), null);
    }
  }

  private void setUpper(int register, long value) {
    set(register, value);
    upper = register;
  }

  private void set(int register, Long value) {
    known[register] = value == null ? null : Long.valueOf(value & 0xffffffffL);
  }

  private void add(int rd, int rs1, int immediate) {
    if (rd == STACK && rs1 == STACK) {
      pushed += Math.max(0, -immediate);
    }
    set(rd, known[rs1] == null ? null : Long.valueOf(known[rs1] + immediate));
    if (known[rd] != null && starts.containsKey(known[rd])) {
      taken.add(starts.get(known[rd]).name());
    }
  }

  /** A jump within the function is a loop; one to its start too, unless it is a call. */
  private void jump(long target, boolean call) {
    FirmwareImage.Symbol to = starts.get(target & 0xffffffffL);
    if (to != null && (call || to != function)) {
      callees.add(to.name());
    }
  }

  /** @param target null where it is not made by the instruction before */
  private void jumpRegister(int rd, int rs1, Long target) {
    if (target != null) {
      jump(target, rd != 0);
    } else if (rd != 0) {
      indirect = true;
    } else if (rs1 != RETURN && rs1 != OTHER_RETURN) {
      tableJump = true;
    }
  }

  private static int jumpOffset(int w) {
    return (w >> 31) << 20 | (w >>> 12 & 0xff) << 12 | (w >>> 20 & 1) << 11 | (w >>> 21 & 0x3ff) << 1;
  }

  private static int branchOffset(int w) {
    return (w >> 31) << 12 | (w >>> 7 & 1) << 11 | (w >>> 25 & 0x3f) << 5 | (w >>> 8 & 0xf) << 1;
  }

  private static int compressedJumpOffset(int w) {
    return (w << 19 >> 31) << 11 | (w >>> 11 & 1) << 4 | (w >>> 9 & 3) << 8 | (w >>> 8 & 1) << 10 | (w >>> 7 & 1) << 6 | (w >>> 6 & 1) << 7 | (w >>> 3 & 7) << 1 | (w >>> 2 & 1) << 5;
  }

  private static int compressedBranchOffset(int w) {
    return (w << 19 >> 31) << 8 | (w >>> 10 & 3) << 3 | (w >>> 5 & 3) << 6 | (w >>> 3 & 3) << 1 | (w >>> 2 & 1) << 5;
  }

  /** Of c.addi16sp. */
  private static int stackOffset(int w) {
    return (w << 19 >> 31) << 9 | (w >>> 6 & 1) << 4 | (w >>> 5 & 1) << 6 | (w >>> 3 & 3) << 7 | (w >>> 2 & 1) << 5;
  }
}
