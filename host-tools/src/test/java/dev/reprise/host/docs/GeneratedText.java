package dev.reprise.host.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Documentation that is made from the code: compared by the tests, written with {@code -Dreprise.update=true}. */
final class GeneratedText {
  static final Path HOME = Path.of(System.getProperty("reprise.home"));

  private GeneratedText() {}

  /** A whole file. */
  static void file(String name, String expected) throws IOException {
    Path file = HOME.resolve(name);
    if (Boolean.getBoolean("reprise.update")) {
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file)).as("made from the code; -Dreprise.update=true writes it").isEqualTo(expected);
  }

  /** The part of a file between {@code <!-- name -->} and {@code <!-- end of name -->}. */
  static void part(String file, String name, String expected) throws IOException {
    String begin = "<!-- " + name + " -->\n";
    String end = "<!-- end of " + name + " -->";
    String text = Files.readString(HOME.resolve(file));
    int from = text.indexOf(begin) + begin.length();
    int to = text.indexOf(end);
    assertThat(text).contains(begin, end);
    file(file, text.substring(0, from) + expected + text.substring(to));
  }
}
