package dev.reprise.simulators;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Renode's monitor over its (telnet) port: commands in, text out. */
final class RenodeMonitor implements AutoCloseable {
  private static final int ANSWER_MILLIS = 2000;
  private static final String QUESTION = "sysbus.cpu ExecutedInstructions";
  private static final Pattern NUMBER = Pattern.compile("^\\s*(?:0x([0-9A-Fa-f]{1,16})|(\\d{1,19}))\\s*$", Pattern.MULTILINE);

  /** Telnet negotiation and the colours of the prompt. */
  private static final Pattern NOISE = Pattern.compile("\u00ff[\u00fb-\u00fe].|\u00ff[\u00f0-\u00fa]|\u001b\\[[0-9;?]*[A-Za-z]|\r", Pattern.DOTALL);

  private final Socket socket;

  /** @param socket connected to the port, and closed with this */
  RenodeMonitor(Socket socket) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
  }

  /** How many instructions the core has executed; empty where no answer is understood. */
  synchronized OptionalLong executedInstructions() {
    try {
      drain();
      send(QUESTION);
      StringBuilder heard = new StringBuilder();
      long end = System.nanoTime() + ANSWER_MILLIS * 1_000_000L;
      while (System.nanoTime() < end) {
        if (!read(heard, 100)) {
          break;
        }
        OptionalLong number = parse(heard.toString());
        if (number.isPresent()) {
          return number;
        }
      }
    } catch (IOException e) {
      // It has ended: nobody to ask.
    }
    return OptionalLong.empty();
  }

  /** The number in an answer, in hexadecimal or decimal, on a complete line of its own. */
  static OptionalLong parse(String raw) {
    String text = NOISE.matcher(raw).replaceAll("");
    Matcher matcher = NUMBER.matcher(text.substring(0, text.lastIndexOf('\n') + 1));
    if (!matcher.find()) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(matcher.group(1) != null ? Long.parseUnsignedLong(matcher.group(1), 16) : Long.parseLong(matcher.group(2)));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  synchronized void quit() {
    try {
      send("quit");
    } catch (IOException e) {
      // It has ended already.
    }
  }

  private void send(String command) throws IOException {
    socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private void drain() throws IOException {
    InputStream in = socket.getInputStream();
    in.skipNBytes(in.available());
  }

  /** False where the other side has closed. */
  private boolean read(StringBuilder heard, int millis) throws IOException {
    socket.setSoTimeout(millis);
    byte[] buffer = new byte[1024];
    try {
      int n = socket.getInputStream().read(buffer);
      if (n > 0) {
        heard.append(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
      }
      return n >= 0;
    } catch (SocketTimeoutException e) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Closing is all that was wanted.
    }
  }
}
