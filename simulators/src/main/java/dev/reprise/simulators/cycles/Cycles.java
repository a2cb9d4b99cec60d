package dev.reprise.simulators.cycles;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a piece of code took.
 *
 * @param instructions executed, exact
 * @param cycles estimated
 * @param stalls estimated cycles more, where every use of a floating-point result directly behind its producer waits
 * @param mix executed instructions of each class that occurs
 */
public record Cycles(
    long instructions, @JsonProperty("estimatedCycles") long cycles, @JsonProperty("estimatedStalls") long stalls, Map<InstructionClass, Long> mix) {
  public static final Cycles NONE = new Cycles(0, 0, 0, Map.of());

  public Cycles {
    Map<InstructionClass, Long> copy = new EnumMap<>(InstructionClass.class);
    copy.putAll(mix);
    mix = Collections.unmodifiableMap(copy);
  }

  public Cycles plus(Cycles other) {
    Map<InstructionClass, Long> sum = new EnumMap<>(InstructionClass.class);
    sum.putAll(mix);
    other.mix.forEach((c, n) -> sum.merge(c, n, Long::sum));
    return new Cycles(instructions + other.instructions, cycles + other.cycles, stalls + other.stalls, sum);
  }
}
