package dev.reprise.host.link;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A TCP connection, for example to the serial port of an emulated board. */
public final class TcpTransport implements Transport {
  private final Socket socket;
  private final String name;

  private TcpTransport(Socket socket, String name) {
    this.socket = socket;
    this.name = name;
  }

  /** Connects, at most {@code timeout}. */
  public static TcpTransport connect(String host, int port, Duration timeout) {
    String name = "tcp:" + host + ":" + port;
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
      return of(socket, name);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new RepriseException(Diagnostic.of(LinkError.CANNOT_OPEN, name, e.getMessage()), e);
    }
  }

  /** Takes over a connected socket. */
  public static TcpTransport of(Socket socket, String name) throws IOException {
    // A frame is one small write and waits for its answer: Nagle's algorithm would delay every one.
    socket.setTcpNoDelay(true);
    return new TcpTransport(socket, name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  @Override
  public int read(byte[] buffer, int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    try {
      return socket.getInputStream().read(buffer);
    } catch (SocketTimeoutException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing depends on a socket that is given up.
    }
  }
}
