package dev.reprise.compiler.canonicalize;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits one line of {@link GraphText} into words, quoted names and the signs {@code , = ( ) @}. */
final class LineScanner {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:-]+");
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final String LIST = "\\[[^\\]]*\\]";
  private static final String WORD = "[^\\s,=()@\"\\[]+(?:" + LIST + ")?";
  private static final Pattern TOKEN = Pattern.compile("\\G\\s*(" + QUOTED + "|[,=()@]|" + LIST + "|" + WORD + ")");

  private final String line;
  private final Matcher matcher;
  private String next;

  LineScanner(String line) {
    this.line = line;
    this.matcher = TOKEN.matcher(line);
    advance();
  }

  /** {@code name}, in quotes where it could not be read back without. */
  static String quote(String name) {
    return PLAIN.matcher(name).matches() ? name : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  private void advance() {
    next = matcher.find() ? matcher.group(1) : null;
  }

  boolean atEnd() {
    return next == null;
  }

  boolean peek(String token) {
    return token.equals(next);
  }

  boolean accept(String token) {
    if (!peek(token)) {
      return false;
    }
    advance();
    return true;
  }

  void expect(String token) {
    if (!accept(token)) {
      throw error("expected '" + token + "'");
    }
  }

  /** A word as written. */
  String word() {
    if (next == null) {
      throw error("line ends early");
    }
    String token = next;
    advance();
    return token;
  }

  /** A name, without its quotes. */
  String name() {
    String token = word();
    if (token.startsWith("\"")) {
      return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
    }
    if (!PLAIN.matcher(token).matches()) {
      throw error("'" + token + "' is no name");
    }
    return token;
  }

  void end() {
    if (!atEnd()) {
      throw error("unexpected '" + next + "'");
    }
  }

  IllegalArgumentException error(String message) {
    return new IllegalArgumentException(message + " in: " + line);
  }
}
