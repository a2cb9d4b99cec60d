package dev.reprise.host.learn;

import dev.reprise.host.link.PipeTransport;
import dev.reprise.host.link.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Host firmware that loses its power: a link that stays while the process behind it is killed and started again, with the same file of saves. */
final class KilledFirmware implements Transport {
  private final Path firmware;
  private final Map<String, String> environment;
  private Process process;
  private PipeTransport pipe;
  private boolean restarts = true;

  KilledFirmware(Path firmware, Path state) throws IOException {
    this(firmware, Map.of("REPRISE_STATE", state.toString()));
    start();
  }

  private KilledFirmware(Path firmware, Map<String, String> environment) {
    this.firmware = firmware;
    this.environment = environment;
  }

  /** Starts nothing: the first process is given, and stays dead when it dies. */
  static KilledFirmware once(Path firmware, Map<String, String> environment) throws IOException {
    KilledFirmware once = new KilledFirmware(firmware, environment);
    once.start();
    once.restarts = false;
    return once;
  }

  private void start() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(firmware.toString()).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    process = builder.start();
    pipe = new PipeTransport(name(), process.getInputStream(), process.getOutputStream());
  }

  /** The power fails, and comes back. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public String name() {
    return "host";
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    try {
      pipe.write(bytes);
    } catch (IOException e) {
      if (!restarts) {
        throw e;
      }
      // What is sent to a dead device is lost.
    }
  }

  @Override
  public int read(byte[] buffer, int timeoutMillis) throws IOException {
    int n = pipe.read(buffer, timeoutMillis);
    if (n < 0 && restarts) {
      pipe.close();
      start();
      return 0;
    }
    return n;
  }

  @Override
  public void close() {
    kill();
    pipe.close();
  }
}
