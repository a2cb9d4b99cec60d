package dev.reprise.host.link;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;

/** A serial port or a pty by path, 8N1, without flow control. */
public final class SerialTransport implements Transport {
  private final SerialPort port;
  private final String name;

  private SerialTransport(SerialPort port, String name) {
    this.port = port;
    this.name = name;
  }

  /** Opens {@code path}; symbolic links are followed. */
  public static SerialTransport open(String path, int baud) {
    String name = "serial:" + path + "@" + baud;
    SerialPort port;
    try {
      port = SerialPort.getCommPort(path);
    } catch (SerialPortInvalidPortException e) {
      throw new RepriseException(Diagnostic.of(LinkError.CANNOT_OPEN, name, "there is no such port"), e);
    }
    port.setComPortParameters(baud, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    port.setFlowControl(SerialPort.FLOW_CONTROL_DISABLED);
    if (!port.openPort()) {
      throw RepriseException.of(LinkError.CANNOT_OPEN, name, "error " + port.getLastErrorCode() + " of the operating system");
    }
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING, 1, 0);
    return new SerialTransport(port, name);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    int sent = 0;
    while (sent < bytes.length) {
      int n = port.writeBytes(bytes, bytes.length - sent, sent);
      if (n <= 0) {
        throw new IOException("the port takes no more bytes");
      }
      sent += n;
    }
  }

  @Override
  public int read(byte[] buffer, int timeoutMillis) {
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING | SerialPort.TIMEOUT_WRITE_BLOCKING, timeoutMillis, 0);
    // Asking for more than is there makes the port wait for the first byte only.
    int available = port.bytesAvailable();
    if (available < 0) {
      return -1;
    }
    int n = port.readBytes(buffer, Math.max(1, Math.min(available, buffer.length)));
    return n < 0 ? -1 : n;
  }

  @Override
  public void close() {
    port.closePort();
  }
}
