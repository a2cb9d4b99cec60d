package dev.reprise.simulators;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * QEMU's system emulation. Settings in {@code target.yaml} under {@code simulators: qemu:}: {@code machine} (required), {@code program} and
 * the Debian {@code package} that has it (default: {@code qemu-system-arm} for both), {@code arguments} (more of them, separated by blanks),
 * {@code serial} (number of the serial line that is the link, default 0), {@code icount} (QEMU's {@code -icount}, for runs in which emulated
 * time counts instructions).
 */
public final class QemuSimulator implements Simulator {
  private static final String ARM = "qemu-system-arm";
  private static final int START_MILLIS = 10_000;
  private static final Pattern PTY = Pattern.compile("char device redirected to (\\S+)");

  /** @param title shown to the user */
  private record Board(String title, Map<String, String> settings) {}

  @Override
  public String name() {
    return "qemu";
  }

  @Override
  public String description() {
    return "QEMU system emulation (" + ARM + ", qemu-system-riscv32)";
  }

  @Override
  public boolean supports(Target target) {
    return target.simulator(name()).map(settings -> settings.containsKey("machine")).orElse(false);
  }

  @Override
  public boolean available() {
    return Programs.find(ARM).isPresent();
  }

  @Override
  public SimulatorSession start(Target target, Path elf, SimulatorOptions options) {
    if (!supports(target)) {
      throw RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), name(), target.name());
    }
    if (!Files.isRegularFile(elf)) {
      throw RepriseException.of(SimulatorError.NO_IMAGE, elf.toString());
    }
    Map<String, String> settings = target.simulator(name()).orElseThrow();
    String program = program(settings);
    if (Programs.find(program).isEmpty()) {
      throw RepriseException.of(SimulatorError.NOT_INSTALLED, program, "apt-get install " + settings.getOrDefault("package", program));
    }
    String title = program + " " + settings.get("machine") + target.standInNote(name()).map(note -> " (" + note + ")").orElse("");
    Board board = new Board(title, settings);
    try {
      return options.line() == SimulatorOptions.Line.PTY ? startWithPty(board, elf, options) : startWithTcp(board, elf, options);
    } catch (IOException e) {
      throw new RepriseException(Diagnostic.of(SimulatorError.ENDED_EARLY, program, e.getMessage()), e);
    }
  }

  private static String program(Map<String, String> settings) {
    return settings.getOrDefault("program", ARM);
  }

  /** QEMU connects to us: the port is ours before QEMU hears of it, so no other process can take it in between. */
  private static SimulatorSession startWithTcp(Board board, Path elf, SimulatorOptions options) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      // QEMU writes every byte by itself: without nodelay each answer waits for a delayed acknowledgement, about 40 ms.
      SimulatorSession session = launch(board, elf, "tcp:127.0.0.1:" + server.getLocalPort() + ",nodelay=on", options);
      try {
        server.setSoTimeout(50);
        for (int waited = 0; waited < START_MILLIS; waited += 50) {
          try {
            Socket socket = server.accept();
            return session.withLink(new LinkEndpoint.Tcp(socket));
          } catch (SocketTimeoutException e) {
            if (!session.isRunning()) {
              break;
            }
          }
        }
        throw endedEarly(session);
      } catch (IOException | RuntimeException e) {
        session.close();
        throw e;
      }
    }
  }

  private static SimulatorSession startWithPty(Board board, Path elf, SimulatorOptions options) throws IOException {
    SimulatorSession session = launch(board, elf, "pty", options);
    try {
      for (int waited = 0; waited < START_MILLIS && session.isRunning(); waited += 50) {
        Matcher matcher = PTY.matcher(session.console());
        if (matcher.find()) {
          return session.withLink(new LinkEndpoint.Pty(Path.of(matcher.group(1))));
        }
        session.awaitOutput(50);
      }
      throw endedEarly(session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static RepriseException endedEarly(SimulatorSession session) {
    session.close();
    String said = session.console().strip();
    return RepriseException.of(SimulatorError.ENDED_EARLY, session.name(), said.isEmpty() ? "it said nothing" : said);
  }

  private static SimulatorSession launch(Board board, Path elf, String line, SimulatorOptions options) throws IOException {
    Map<String, String> settings = board.settings();
    String machine = settings.get("machine");
    String program = program(settings);
    List<String> command = new ArrayList<>(List.of(program, "-machine", machine, "-kernel", elf.toString()));
    if (settings.containsKey("arguments")) {
      command.addAll(List.of(settings.get("arguments").trim().split(" +")));
    }
    // The default network back end stays (no "-nic none"): its timer wakes QEMU's main loop once a second, which else may sleep for ever with
    // a byte in the socket when it looked just before the guest enabled a CMSDK UART's receiver.
    command.addAll(List.of("-display", "none", "-monitor", "none", "-parallel", "none"));
    for (int i = 0; i < Integer.parseInt(settings.getOrDefault("serial", "0")); i++) {
      command.addAll(List.of("-serial", "null"));
    }
    command.addAll(List.of("-serial", line));
    if (settings.containsKey("icount")) {
      command.addAll(List.of("-icount", settings.get("icount")));
    }
    ConsoleLog console = new ConsoleLog(options.console());
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
    } catch (IOException e) {
      console.close();
      throw e;
    }
    return new SimulatorSession(board.title(), process, console, console.follow(process.getInputStream(), machine), options.timeLimit());
  }
}
