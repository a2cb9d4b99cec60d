package dev.reprise.simulators;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** What a {@link SimulatorSession} runs: a process, or a simulator in a thread of this one. */
interface Execution {
  /** Whether it ended within {@code millis}. */
  boolean await(long millis) throws InterruptedException;

  boolean running();

  /** Ends it and everything it started. */
  void end();

  /** Why the program in it could not go on; empty where it runs, or ended by itself. */
  Optional<String> failure();

  /** Instructions executed so far, where the simulator counts them. */
  default OptionalLong executedInstructions() {
    return OptionalLong.empty();
  }

  /** A process and its descendants. */
  record OfProcess(Process process) implements Execution {
    private static final long GRACE_MILLIS = 1000;

    @Override
    public boolean await(long millis) throws InterruptedException {
      return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean running() {
      return process.isAlive();
    }

    @Override
    public void end() {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      children.forEach(ProcessHandle::destroy);
      try {
        if (!process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
      children.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public Optional<String> failure() {
      return Optional.empty();
    }
  }
}
