package dev.reprise.host.boards;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Clock tree of a family of chips, written down from its reference manual apart from the board support: registers, what the hardware does when they are written,
 * and the frequencies that follow from them.
 */
abstract class ClockModel {
  /**
   * @param reset value after reset
   * @param writable bits that a program may change; the rest is reserved or the hardware's
   */
  record Register(long address, long reset, long writable) {}

  /** Where {@code from & mask == value}, the hardware makes {@code to & toMask == toValue}. {@code fault} names the test in which it does not. */
  record Rule(String fault, long from, long mask, long value, long to, long toMask, long toValue) {}

  /** Frequencies in Hz. */
  record Clocks(long core, long flash, long apb1, long apb2) {}

  /** Names of {@link Rule#fault} that the firmware answers by another source at full speed; after all others it stays on the oscillator after reset. */
  abstract List<String> bearable();

  abstract List<Register> registers();

  abstract List<Rule> rules();

  /** The register that reads as zero in a simulator without clock controller. */
  abstract long control();

  /** Of the oscillators that the board has, in Hz, while {@code state} holds. Throws an assertion where a part is out of its range. */
  abstract Clocks clocks(Map<Long, Long> state);

  /** Most wait states that are needed at this frequency of the flash. */
  abstract long neededWaitStates(long hz);

  abstract long waitStates(Map<Long, Long> state);

  /** The highest core frequency that supply and regulator allow in this state. */
  abstract long allowedCore(Map<Long, Long> state);

  abstract long mostApb1();

  abstract long mostApb2();

  /** Throws an assertion where {@code register} must not be changed from {@code before} to {@code after}. */
  abstract void checkWrite(Map<Long, Long> before, long register, long after);

  Map<Long, Long> reset() {
    Map<Long, Long> state = new LinkedHashMap<>();
    registers().forEach(r -> state.put(r.address(), r.reset()));
    return state;
  }

  static Rule when(String fault, long from, long mask, long value, long to, long toMask, long toValue) {
    return new Rule(fault, from, mask, value, to, toMask, toValue);
  }

  static long field(long value, int low, int width) {
    return (value >> low) & ((1L << width) - 1);
  }

  /** AHB dividers: codes 8..15 are 2, 4, 8, 16, 64, 128, 256, 512. */
  static long ahb(long code) {
    return code < 8 ? 1 : List.of(2, 4, 8, 16, 64, 128, 256, 512).get((int) code - 8);
  }

  /** APB dividers: codes 4..7 are 2, 4, 8, 16. */
  static long apb(long code) {
    return code < 4 ? 1 : 1L << (code - 3);
  }
}
