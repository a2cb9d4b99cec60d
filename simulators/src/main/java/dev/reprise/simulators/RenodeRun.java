package dev.reprise.simulators;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A Renode process with its monitor and the folder of its files. */
final class RenodeRun implements Execution {
  private static final long QUIT_MILLIS = 3000;
  private static final int SHOWN = 500;

  private final Path folder;
  private final ConsoleLog console;
  private Process process;
  private RenodeMonitor monitor;
  private OptionalLong instructions = OptionalLong.empty();
  private boolean ended;

  /** What the program started, which may outlive it. */
  private List<ProcessHandle> children = List.of();

  RenodeRun(Path folder, ConsoleLog console) {
    this.folder = folder;
    this.console = console;
  }

  void started(Process renode) throws IOException {
    process = renode;
    process.getOutputStream().close();
  }

  void monitor(RenodeMonitor connected) {
    monitor = connected;
    children = process.descendants().toList();
  }

  Process process() {
    return process;
  }

  /** What it printed so far. */
  String said() {
    return console.text();
  }

  @Override
  public boolean await(long millis) throws InterruptedException {
    return new OfProcess(process).await(millis);
  }

  @Override
  public boolean running() {
    return process.isAlive();
  }

  @Override
  public OptionalLong executedInstructions() {
    if (monitor != null && running()) {
      instructions = monitor.executedInstructions();
    }
    return instructions;
  }

  @Override
  public synchronized void end() {
    if (ended) {
      return;
    }
    ended = true;
    if (process != null) {
      List<ProcessHandle> others = Stream.concat(children.stream(), process.descendants()).toList();
      quit();
      new OfProcess(process).end();
      others.forEach(ProcessHandle::destroyForcibly);
    }
    if (monitor != null) {
      monitor.close();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A temporary folder left behind does no harm.
    }
  }

  /** Asks it to end: it has files of its own to remove. */
  private void quit() {
    if (monitor == null || !running()) {
      return;
    }
    executedInstructions();
    monitor.quit();
    try {
      await(QUIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Optional<String> failure() {
    String said = console.text();
    int fault = said.indexOf(RenodeFiles.FAULT_MARK);
    if (fault >= 0) {
      return Optional.of(said.substring(fault).lines().findFirst().orElse(""));
    }
    if (ended || process.isAlive() || process.exitValue() == 0) {
      return Optional.empty();
    }
    return Optional.of("exit status " + process.exitValue() + "\n" + said.substring(Math.max(0, said.length() - SHOWN)));
  }
}
