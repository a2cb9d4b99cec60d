package dev.reprise.host.connect;

import dev.reprise.host.link.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** Offers a transport on a TCP port of the loopback, for one client after the other. */
public final class LinkBridge implements AutoCloseable {
  private static final int POLL_MILLIS = 100;

  private final Transport transport;
  private final ServerSocket server;
  private volatile Socket client;
  private volatile boolean ended;

  /** @param port 0 = a free one */
  public LinkBridge(Transport transport, int port) throws IOException {
    this.transport = transport;
    this.server = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
    start(this::fromClients, "link bridge, from clients");
    start(this::toClient, "link bridge, to client");
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Whether the device has closed its side. */
  public boolean ended() {
    return ended;
  }

  private void fromClients() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        client = socket;
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[4096];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          transport.write(Arrays.copyOf(buffer, n));
        }
      } catch (IOException e) {
        // This client is gone; the next one may come.
      }
      client = null;
    }
  }

  /** What comes while no client is there is dropped, as on a line that nobody listens to. */
  private void toClient() {
    byte[] buffer = new byte[4096];
    try {
      for (int n = transport.read(buffer, POLL_MILLIS); n >= 0 && !server.isClosed(); n = transport.read(buffer, POLL_MILLIS)) {
        Socket socket = client;
        if (socket != null && n > 0) {
          try {
            socket.getOutputStream().write(buffer, 0, n);
          } catch (IOException e) {
            // The client hung up in between; its reading side notices.
          }
        }
      }
    } catch (IOException e) {
      // The device is gone.
    }
    ended = true;
  }

  @Override
  public void close() {
    try {
      server.close();
      Socket socket = client;
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // Closing what is closed already.
    }
    transport.close();
  }
}
