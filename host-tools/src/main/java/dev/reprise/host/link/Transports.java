package dev.reprise.host.link;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.simulators.LinkEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens links by what the user writes, or to a simulator. */
public final class Transports {
  private static final Pattern SERIAL = Pattern.compile("serial:([^@]+)(?:@([1-9]\\d{0,6}))?");
  private static final Pattern TCP = Pattern.compile("tcp:(.+):(\\d{1,5})");
  private static final int DEFAULT_BAUD = 115200;
  private static final Duration CONNECT = Duration.ofSeconds(10);

  private Transports() {}

  /** Whether {@code text} is meant as a link address. */
  public static boolean isAddress(String text) {
    return text.startsWith("serial:") || text.startsWith("tcp:");
  }

  /**
   * @param address {@code serial:PATH}, {@code serial:PATH@BAUD} or {@code tcp:HOST:PORT}
   * @throws RepriseException RP1801 where it cannot be opened, RP1808 where it is no address
   */
  public static Transport open(String address) {
    Matcher serial = SERIAL.matcher(address);
    if (serial.matches()) {
      return SerialTransport.open(serial.group(1), serial.group(2) == null ? DEFAULT_BAUD : Integer.parseInt(serial.group(2)));
    }
    Matcher tcp = TCP.matcher(address);
    if (tcp.matches() && Integer.parseInt(tcp.group(2)) <= 0xffff) {
      return TcpTransport.connect(tcp.group(1), Integer.parseInt(tcp.group(2)), CONNECT);
    }
    throw RepriseException.of(LinkError.BAD_ADDRESS, "link", address);
  }

  /** @param name of the simulator */
  public static Transport open(LinkEndpoint endpoint, String name) {
    if (endpoint instanceof LinkEndpoint.Tcp tcp) {
      try {
        return TcpTransport.of(tcp.socket(), name);
      } catch (IOException e) {
        throw new RepriseException(Diagnostic.of(LinkError.CANNOT_OPEN, name, e.getMessage()), e);
      }
    }
    if (endpoint instanceof LinkEndpoint.Pty pty) {
      return SerialTransport.open(pty.path().toString(), DEFAULT_BAUD);
    }
    LinkEndpoint.Pipe pipe = (LinkEndpoint.Pipe) endpoint;
    return new PipeTransport(name, pipe.in(), pipe.out());
  }
}
