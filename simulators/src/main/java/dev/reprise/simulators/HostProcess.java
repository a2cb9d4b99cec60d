package dev.reprise.simulators;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.target.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The firmware built for this computer, as a process whose standard input and output are the link. */
public final class HostProcess implements Simulator {
  @Override
  public String name() {
    return "host";
  }

  @Override
  public String description() {
    return "the host build as a process; its link is standard input and output";
  }

  @Override
  public boolean supports(Target target) {
    return target.isHost();
  }

  @Override
  public boolean available() {
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
    ConsoleLog console = new ConsoleLog(options.console());
    try {
      Process process = new ProcessBuilder(elf.toAbsolutePath().toString()).start();
      Thread reader = console.follow(process.getErrorStream(), elf.toString());
      return new SimulatorSession(elf.toString(), process, console, reader, options.timeLimit())
          .withLink(new LinkEndpoint.Pipe(process.getInputStream(), process.getOutputStream()));
    } catch (IOException e) {
      console.close();
      throw new RepriseException(Diagnostic.of(SimulatorError.ENDED_EARLY, elf.toString(), e.getMessage()), e);
    }
  }
}
