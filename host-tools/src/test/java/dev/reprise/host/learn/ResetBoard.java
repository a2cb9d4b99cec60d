package dev.reprise.host.learn;

import dev.reprise.host.link.TcpTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** An emulated board whose reset button can be pressed: QEMU with its monitor. */
final class ResetBoard implements AutoCloseable {
  private static final int START_MILLIS = 10_000;

  final TcpTransport link;
  private final Process process;
  private final Socket monitor;

  ResetBoard(String machine, Path elf) throws IOException {
    try (ServerSocket serial = server();
        ServerSocket console = server()) {
      process =
          new ProcessBuilder(
                  "qemu-system-arm", "-machine", machine, "-kernel", elf.toString(), "-display", "none", "-parallel", "none", "-serial",
                  address(serial), "-monitor", address(console))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        link = TcpTransport.of(serial.accept(), machine);
        monitor = console.accept();
      } catch (IOException e) {
        process.destroyForcibly();
        throw e;
      }
    }
  }

  private static ServerSocket server() throws IOException {
    ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    server.setSoTimeout(START_MILLIS);
    return server;
  }

  private static String address(ServerSocket server) {
    return "tcp:127.0.0.1:" + server.getLocalPort() + ",nodelay=on";
  }

  /** A warm reset: memory stays. */
  void reset() {
    try {
      // What the monitor prints stays unread: a few bytes each time.
      OutputStream out = monitor.getOutputStream();
      out.write("system_reset\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly().onExit().join();
    link.close();
    monitor.close();
  }
}
