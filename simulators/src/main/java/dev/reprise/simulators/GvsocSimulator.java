package dev.reprise.simulators;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * GVSoC, installed by the user, on the same image as the built-in simulator. Setting in {@code target.yaml} under {@code simulators: gvsoc:}:
 * {@code target}, GVSoC's name of the platform. The link is a pseudo terminal that socat makes in GVSoC's working folder, under the name that
 * the firmware opens by semihosting.
 */
public final class GvsocSimulator implements Simulator {
  private static final String PROGRAM = "gvsoc";
  private static final String LINE = "socat";
  private static final int START_MILLIS = 10_000;
  private static final int POLL_MILLIS = 20;

  @Override
  public String name() {
    return "gvsoc";
  }

  @Override
  public String description() {
    return "GVSoC, where it is installed";
  }

  @Override
  public boolean supports(Target target) {
    return target.simulators().getOrDefault(name(), Map.of()).containsKey("target");
  }

  @Override
  public boolean available() {
    return Programs.find(PROGRAM).isPresent() && Programs.find(LINE).isPresent();
  }

  /** It computes a fused multiply-add in double precision and rounds once more, to about one other last bit in 1e9. */
  @Override
  public Accumulate rounds(Accumulate built) {
    return built == Accumulate.FUSED ? Accumulate.DOUBLE_ROUNDED : built;
  }

  @Override
  public SimulatorSession start(Target target, Path elf, SimulatorOptions options) {
    if (!supports(target)) {
      throw RepriseException.of(SimulatorError.NOT_FOR_TARGET, target.name(), name(), target.name());
    }
    if (!Files.isRegularFile(elf)) {
      throw RepriseException.of(SimulatorError.NO_IMAGE, elf.toString());
    }
    return start(find(PROGRAM, "it has no package; build it from its sources, and put it on the PATH"), find(LINE, "apt-get install " + LINE), target, elf, options);
  }

  private static Path find(String program, String how) {
    return Programs.find(program).orElseThrow(() -> RepriseException.of(SimulatorError.NOT_INSTALLED, program, how));
  }

  /** With given programs: tests put a script in GVSoC's place. */
  SimulatorSession start(Path gvsoc, Path socat, Target target, Path elf, SimulatorOptions options) {
    ConsoleLog console = new ConsoleLog(options.console());
    Run run = null;
    try {
      Path folder = Files.createTempDirectory("reprise-gvsoc");
      run = new Run(folder, console);
      Path link = folder.resolve(PulpSimulator.LINK);
      run.line = new ProcessBuilder(socat.toString(), "-", "PTY,link=" + link + ",raw,echo=0").redirectError(ProcessBuilder.Redirect.DISCARD).start();
      for (int waited = 0; !Files.exists(link); waited += POLL_MILLIS) {
        if (waited >= START_MILLIS || !run.line.isAlive()) {
          throw new IOException(LINE + " made no pseudo terminal");
        }
        Thread.sleep(POLL_MILLIS);
      }
      List<String> command =
          List.of(
              gvsoc.toString(),
              "--target=" + target.simulators().get(name()).get("target"),
              "--binary",
              elf.toAbsolutePath().toString(),
              "--work-dir",
              folder.toString(),
              "run");
      run.gvsoc = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      run.gvsoc.getOutputStream().close();
      run.gvsoc.onExit().thenAccept(run::ended);
      Thread reader = console.follow(run.gvsoc.getInputStream(), PROGRAM);
      return new SimulatorSession(PROGRAM + " " + target.name(), run, console, reader, options.timeLimit())
          .withLink(new LinkEndpoint.Pipe(run.line.getInputStream(), run.line.getOutputStream()));
    } catch (IOException e) {
      abandon(run, console);
      throw new RepriseException(Diagnostic.of(SimulatorError.ENDED_EARLY, PROGRAM, e.getMessage()), e);
    } catch (InterruptedException e) {
      abandon(run, console);
      Thread.currentThread().interrupt();
      throw new RepriseException(Diagnostic.of(SimulatorError.ENDED_EARLY, PROGRAM, "interrupted"), e);
    }
  }

  private static void abandon(Run run, ConsoleLog console) {
    if (run != null) {
      run.end();
    }
    console.close();
  }

  /** GVSoC, the process that holds its line, and their folder. */
  private static final class Run implements Execution {
    private static final int DRAIN_MILLIS = 1000;
    private static final int SHOWN = 500;

    private final Path folder;
    private final ConsoleLog console;
    private Process line;
    private Process gvsoc;
    private volatile boolean ending;
    private volatile String failure;

    Run(Path folder, ConsoleLog console) {
      this.folder = folder;
      this.console = console;
    }

    /** The line hands out what it still has, and ends with GVSoC even where that never opened it. */
    private void ended(Process process) {
      if (!ending && process.exitValue() != 0) {
        String said = console.text().strip();
        failure = "exit status " + process.exitValue() + "\n" + said.substring(Math.max(0, said.length() - SHOWN));
      }
      try {
        if (!line.waitFor(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
          line.destroy();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public boolean await(long millis) throws InterruptedException {
      return new OfProcess(gvsoc).await(millis);
    }

    @Override
    public boolean running() {
      return gvsoc.isAlive();
    }

    @Override
    public void end() {
      ending = true;
      Stream.of(gvsoc, line).filter(p -> p != null).forEach(p -> new OfProcess(p).end());
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException e) {
        // A temporary folder left behind does no harm.
      }
    }

    @Override
    public Optional<String> failure() {
      return Optional.ofNullable(failure);
    }
  }
}
