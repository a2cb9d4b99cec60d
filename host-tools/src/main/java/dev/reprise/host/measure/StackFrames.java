package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Stack frames of functions as gcc's {@code -fstack-usage} gives them. Of functions of one name in several files the largest counts. */
final class StackFrames {
  /**
   * @param bytes of the frame
   * @param bounded whether {@code bytes} is the most it can be (not with a variable-length array)
   */
  record Frame(long bytes, boolean bounded) {
    private Frame max(Frame other) {
      return new Frame(Math.max(bytes, other.bytes), bounded && other.bounded);
    }
  }

  private final Map<String, Frame> frames = new TreeMap<>();

  private StackFrames() {}

  /** Reads every .su file below {@code folder}. */
  static StackFrames read(Path folder) {
    StackFrames result = new StackFrames();
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files = walk.filter(p -> p.toString().endsWith(".su")).sorted().toList();
      for (Path file : files) {
        for (String line : Files.readAllLines(file)) {
          result.add(file, line);
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw RepriseException.of(MeasureError.BAD_IMAGE, folder.toString(), String.valueOf(e.getMessage()));
    }
    return result;
  }

  /** {@code file:line:column:function <tab> bytes <tab> static | dynamic | dynamic,bounded}. */
  private void add(Path file, String line) {
    String[] fields = line.split("\t");
    if (fields.length != 3 || !fields[1].matches("\\d{1,9}")) {
      throw RepriseException.of(MeasureError.BAD_IMAGE, file.toString(), "the line '" + line + "' is not gcc's");
    }
    String name = plain(fields[0].substring(fields[0].lastIndexOf(':') + 1));
    frames.merge(name, new Frame(Long.parseLong(fields[1]), !fields[2].equals("dynamic")), Frame::max);
  }

  /** The frame of the function with that symbol; empty for one that was not compiled with the project. */
  Optional<Frame> of(String symbol) {
    return Optional.ofNullable(frames.get(plain(symbol)));
  }

  /** gcc appends .constprop.0, .isra.0, .part.0 and the like to clones. */
  private static String plain(String symbol) {
    int dot = symbol.indexOf('.');
    return dot > 0 ? symbol.substring(0, dot) : symbol;
  }
}
