package dev.reprise.simulators.cycles;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sets of registers as bits: r0 to r15 are 0 to 15, s0 to s31 are 16 to 47 (a double register is two of them). */
final class RegisterSet {
  static final int REGISTERS = 48;
  static final long STACK_POINTER = 1L << 13;
  static final long PROGRAM_COUNTER = 1L << 15;

  private static final int FIRST_SINGLE = 16;
  private static final Pattern NUMBERED = Pattern.compile("([rsd])(\\d{1,2})");
  private static final Map<String, Integer> NAMED = Map.of("sb", 9, "sl", 10, "fp", 11, "ip", 12, "sp", 13, "lr", 14, "pc", 15);

  private RegisterSet() {}

  /** The register named at the start of {@code operand} ({@code r3}, {@code sp!}, {@code r2, lsl #2}); nothing where there is none. */
  static long of(String operand) {
    String name = operand.strip().split("[^a-z0-9]", 2)[0];
    Integer number = NAMED.get(name);
    if (number != null) {
      return 1L << number;
    }
    Matcher m = NUMBERED.matcher(name);
    if (!m.matches()) {
      return 0;
    }
    int n = Integer.parseInt(m.group(2));
    return switch (m.group(1)) {
      case "r" -> n < FIRST_SINGLE ? 1L << n : 0;
      case "s" -> FIRST_SINGLE + n < REGISTERS ? 1L << (FIRST_SINGLE + n) : 0;
      default -> FIRST_SINGLE + 2 * n < REGISTERS ? 3L << (FIRST_SINGLE + 2 * n) : 0;
    };
  }

  /** A register list without its braces: {@code r4-r7, lr}. */
  static long list(String text) {
    long set = 0;
    for (String part : text.split(",")) {
      String[] ends = part.strip().split("-");
      long first = of(ends[0]);
      long end = of(ends[ends.length - 1]);
      for (long r = first; r != 0 && r <= end; r <<= Long.bitCount(first)) {
        set |= r;
      }
    }
    return set;
  }
}
