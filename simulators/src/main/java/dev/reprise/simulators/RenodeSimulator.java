package dev.reprise.simulators;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Renode (Antmicro), where it is installed. It runs the board's own image; {@link RenodeFiles} has the settings. What it counts are
 * instructions, never cycles. Its servers are kept to the loopback.
 */
public final class RenodeSimulator implements Simulator {
  static final String NAME = "renode";
  private static final String SHIM = "loopback_bind.c";
  private static final int START_MILLIS = 90_000;
  private static final int POLL_MILLIS = 50;

  /** A script line that fails leaves Renode at its prompt, and says this. */
  private static final Pattern SCRIPT_FAILED = Pattern.compile("There was an error executing command|Could not (?:find|load|tokenize)|No such (?:command|device)");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Renode, where it is installed; counts instructions";
  }

  @Override
  public boolean supports(Target target) {
    return target.simulators().getOrDefault(NAME, Map.of()).containsKey("uart");
  }

  @Override
  public boolean available() {
    return Programs.find(NAME).isPresent();
  }

  @Override
  public boolean runsBoardImage() {
    return true;
  }

  @Override
  public SimulatorSession start(Target target, Path elf, SimulatorOptions options) {
    if (!supports(target)) {
      throw RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), name(), target.name());
    }
    if (!Files.isRegularFile(elf)) {
      throw RepriseException.of(SimulatorError.NO_IMAGE, elf.toString());
    }
    Path renode =
        Programs.find(NAME)
            .orElseThrow(() -> RepriseException.of(SimulatorError.NOT_INSTALLED, NAME, "it has no package; take a release of renode.io, and put it on the PATH"));
    return start(renode, target, elf, options, START_MILLIS);
  }

  /** With a given program and patience: tests put a script in Renode's place. */
  SimulatorSession start(Path renode, Target target, Path elf, SimulatorOptions options, int startMillis) {
    ConsoleLog console = new ConsoleLog(options.console());
    RenodeRun run = null;
    try {
      Path folder = Files.createTempDirectory("reprise-renode");
      run = new RenodeRun(folder, console);
      Path platform = folder.resolve("platform.repl");
      Path script = folder.resolve("run.resc");
      RenodeFiles files = new RenodeFiles(target);
      int[] ports = freePorts();
      Files.writeString(platform, files.platform());
      Files.writeString(script, files.script(platform, elf.toAbsolutePath(), ports[0]));
      ProcessBuilder builder =
          new ProcessBuilder(renode.toString(), "--disable-xwt", "--plain", "-P", Integer.toString(ports[1]), script.toString()).redirectErrorStream(true);
      builder.environment().put("LD_PRELOAD", shim(folder).toString());
      run.started(builder.start());
      Thread reader = console.follow(run.process().getInputStream(), NAME);
      SimulatorSession session = new SimulatorSession(NAME + " " + target.name() + " (counts instructions, not cycles)", run, console, reader, options.timeLimit());
      try {
        run.monitor(new RenodeMonitor(await(run, ports[1], startMillis)));
        Socket link = await(run, ports[0], startMillis);
        link.setTcpNoDelay(true);
        return session.withLink(new LinkEndpoint.Tcp(link));
      } catch (IOException | RuntimeException e) {
        session.close();
        session.checkTimeLimit();
        throw e;
      }
    } catch (IOException e) {
      abandon(run, console);
      String said = console.text().strip();
      throw new RepriseException(Diagnostic.of(SimulatorError.ENDED_EARLY, NAME, e.getMessage() + (said.isEmpty() ? "" : "\n" + said)), e);
    }
  }

  private static void abandon(RenodeRun run, ConsoleLog console) {
    if (run != null) {
      run.end();
    }
    console.close();
  }

  /** Renode takes no port of the system's choice: these were free a moment ago. */
  private static int[] freePorts() throws IOException {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    try (ServerSocket link = new ServerSocket(0, 1, loopback);
        ServerSocket monitor = new ServerSocket(0, 1, loopback)) {
      return new int[] {link.getLocalPort(), monitor.getLocalPort()};
    }
  }

  /** Connects when the port opens: the monitor's at once, the link's when the script has come to the terminal. */
  private static Socket await(RenodeRun run, int port, int startMillis) throws IOException {
    for (int waited = 0; waited < startMillis; waited += POLL_MILLIS) {
      if (!run.running()) {
        throw new IOException("it ended with status " + run.process().exitValue());
      }
      if (SCRIPT_FAILED.matcher(run.said()).find()) {
        throw new IOException("its script failed");
      }
      try {
        return new Socket(InetAddress.getByName("127.0.0.1"), port);
      } catch (ConnectException e) {
        pause();
      }
    }
    throw new IOException("its ports did not open within " + startMillis / 1000 + " s");
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Compiles the library that keeps Renode's servers to the loopback. */
  private static Path shim(Path folder) throws IOException {
    Path source = folder.resolve(SHIM);
    Path library = folder.resolve("loopback_bind.so");
    try (InputStream in = RenodeSimulator.class.getResourceAsStream(SHIM)) {
      Files.copy(in, source);
    }
    List<String> command = List.of("gcc", "-O1", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl");
    Process compiler = new ProcessBuilder(command).redirectErrorStream(true).start();
    compiler.getOutputStream().close();
    String said = new String(compiler.getInputStream().readAllBytes());
    try {
      if (compiler.waitFor() != 0) {
        throw new IOException("gcc: " + said.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    return library;
  }
}
