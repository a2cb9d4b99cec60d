package dev.reprise.compiler.program;

import java.util.HashSet;
import java.util.Set;

/** Makes value names into C identifiers, each given out once. */
public final class BufferNames {
  private final Set<String> used = new HashSet<>();

  /** {@code prefix_name} with every character that C does not allow replaced, and a number appended where the result was taken. */
  public String unique(String prefix, String name) {
    String base = prefix + "_" + name.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
    String result = base;
    for (int i = 2; !used.add(result); i++) {
      result = base + "_" + i;
    }
    return result;
  }
}
