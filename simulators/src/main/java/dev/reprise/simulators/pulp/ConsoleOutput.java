package dev.reprise.simulators.pulp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Standard output: bytes gather per core until a newline, so that lines of different cores do not mix. */
final class ConsoleOutput {
  private final Map<Integer, ByteArrayOutputStream> open = new TreeMap<>();
  private final StringBuilder text = new StringBuilder();
  private final Consumer<String> listener;

  /** @param listener gets each line with its newline as it ends */
  ConsoleOutput(Consumer<String> listener) {
    this.listener = listener;
  }

  void put(int port, int value) {
    ByteArrayOutputStream line = open.computeIfAbsent(port, p -> new ByteArrayOutputStream());
    line.write(value);
    if ((value & 0xff) == '\n') {
      flush(line);
    }
  }

  /** Hands out the lines that have no newline yet, in the order of the cores. */
  void flush() {
    open.values().forEach(this::flush);
  }

  private void flush(ByteArrayOutputStream line) {
    if (line.size() > 0) {
      String s = line.toString(StandardCharsets.UTF_8);
      line.reset();
      text.append(s);
      listener.accept(s);
    }
  }

  String text() {
    return text.toString();
  }
}
