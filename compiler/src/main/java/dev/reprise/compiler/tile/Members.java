package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.Arrays;
import java.util.Map;

/** Members of a geometry that are arrays, which maps hold as {@code name[0]}, {@code name[1]}, ... */
final class Members {
  private static final int AXES = 5;

  private Members() {}

  /** Of the geometry that is argument {@code argument} of {@code call}. */
  static Map<String, Number> of(Call call, int argument) {
    return ((Argument.Geometry) call.arguments().get(argument)).members();
  }

  static int[] array(Map<String, Number> members, String name) {
    int[] values = new int[AXES];
    Arrays.setAll(values, i -> members.get(name + "[" + i + "]").intValue());
    return values;
  }

  /** Puts the last axes; those before them are {@code filler}. */
  static void put(Map<String, Integer> members, String name, int[] values, int filler) {
    for (int i = 0; i < AXES; i++) {
      int k = i - (AXES - values.length);
      members.put(name + "[" + i + "]", k < 0 ? filler : values[k]);
    }
  }

  static int product(int[] values) {
    return Arrays.stream(values).reduce(1, (a, b) -> a * b);
  }
}
