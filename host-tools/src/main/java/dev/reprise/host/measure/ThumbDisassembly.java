package dev.reprise.host.measure;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads objdump's disassembly of Thumb-2 code: who calls whom, and what is pushed. */
final class ThumbDisassembly {
  private static final Pattern HEADER = Pattern.compile("^([0-9a-f]{8}) <(.+)>:$");
  private static final Pattern INSTRUCTION = Pattern.compile("^\\s*[0-9a-f]+:\\t[0-9a-f ]+\\t(\\S+)(?:\\t(.*))?$");
  private static final Pattern BRANCH_TARGET = Pattern.compile("[0-9a-f]+ <([^+>]+)(\\+0x[0-9a-f]+)?>$");
  private static final Pattern SUB_SP = Pattern.compile("^sp,(?: sp,)? #(\\d+)\\b.*");
  private static final Pattern PRE_DECREMENT = Pattern.compile(".*\\[sp, #-(\\d+)\\]!.*");
  private static final Pattern REGISTERS = Pattern.compile("\\{([^}]*)\\}");

  private final Map<String, MachineFunction> functions = new LinkedHashMap<>();
  private String name;
  private long address;
  private TreeSet<String> callees;
  private boolean indirect;
  private long pushed;

  private ThumbDisassembly() {}

  /** The functions of {@code text}, keyed by name; of several with one name (static ones) the calls and pushes are joined. */
  static Map<String, MachineFunction> parse(String text) {
    ThumbDisassembly d = new ThumbDisassembly();
    text.lines().forEach(d::line);
    d.finish();
    return d.functions;
  }

  private void line(String line) {
    Matcher header = HEADER.matcher(line);
    if (header.matches()) {
      finish();
      name = header.group(2);
      address = Long.parseLong(header.group(1), 16);
      callees = new TreeSet<>();
      indirect = false;
      pushed = 0;
      return;
    }
    Matcher instruction = INSTRUCTION.matcher(line);
    if (name != null && instruction.matches()) {
      String operands = instruction.group(2) == null ? "" : instruction.group(2);
      instruction(instruction.group(1), operands);
    }
  }

  private void finish() {
    if (name != null) {
      functions.merge(name, new MachineFunction(name, address, callees, indirect, pushed), MachineFunction::join);
    }
  }

  private void instruction(String mnemonic, String operands) {
    String base = mnemonic.replaceFirst("\\.[nw]$", "");
    if (base.startsWith("b") || base.startsWith("cb")) {
      branch(base, operands);
    } else if (base.startsWith("push") || base.startsWith("vpush")) {
      pushed += registers(operands);
    } else if ((base.startsWith("stmdb") || base.startsWith("vstmdb")) && operands.startsWith("sp!")) {
      pushed += registers(operands);
    } else if (base.startsWith("sub") && operands.startsWith("sp,")) {
      Matcher m = SUB_SP.matcher(operands);
      pushed += m.matches() ? Long.parseLong(m.group(1)) : 0;
    } else if (base.startsWith("str")) {
      Matcher m = PRE_DECREMENT.matcher(operands);
      pushed += m.matches() ? Long.parseLong(m.group(1)) : 0;
    } else if (base.startsWith("ldr") && operands.startsWith("pc,") && !operands.startsWith("pc, [sp]")) {
      indirect = true;
    }
  }

  private void branch(String base, String operands) {
    if ((base.startsWith("bx") || base.startsWith("blx")) && operands.matches("r\\d+|ip|sl|fp")) {
      indirect = true;
      return;
    }
    Matcher target = BRANCH_TARGET.matcher(operands);
    if (target.find()) {
      boolean call = base.startsWith("bl") && !base.equals("ble") && !base.equals("blt") && !base.equals("bls");
      boolean self = target.group(1).equals(name);
      // a jump inside the function is a loop; one to its start too, unless it is a call
      if (!self || call) {
        callees.add(target.group(1));
      }
    }
  }

  /** Bytes of a register list: {@code {r4, r5, lr}}, {@code {d8-d10}}, {@code {s16}}. */
  private static long registers(String operands) {
    Matcher list = REGISTERS.matcher(operands);
    long bytes = 0;
    if (list.find()) {
      for (String part : list.group(1).split(",")) {
        String[] range = part.strip().split("-");
        int count = range.length == 2 ? Integer.parseInt(range[1].substring(1)) - Integer.parseInt(range[0].substring(1)) + 1 : 1;
        bytes += (range[0].startsWith("d") ? 8L : 4L) * count;
      }
    }
    return bytes;
  }
}
