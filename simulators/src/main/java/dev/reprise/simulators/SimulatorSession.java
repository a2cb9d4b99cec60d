package dev.reprise.simulators;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running simulator. {@link #close} ends it and every process it started; so do the end of this Java process and the time limit, so that
 * none is left behind.
 */
public final class SimulatorSession implements AutoCloseable {
  private static final long GRACE_MILLIS = 1000;

  private final String name;
  private final Process process;
  private final ConsoleLog console;
  private final Thread consoleReader;
  private final Duration timeLimit;
  private final Thread hook;
  private final AtomicBoolean timedOut = new AtomicBoolean();
  private LinkEndpoint link;
  private boolean closed;

  SimulatorSession(String name, Process process, ConsoleLog console, Thread consoleReader, Duration timeLimit) {
    this.name = name;
    this.process = process;
    this.console = console;
    this.consoleReader = consoleReader;
    this.timeLimit = timeLimit;
    this.hook = new Thread(this::kill, "end of " + name);
    Runtime.getRuntime().addShutdownHook(hook);
    Thread watch = new Thread(this::watch, "time limit of " + name);
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    try {
      if (!process.waitFor(timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
        timedOut.set(true);
        kill();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  SimulatorSession withLink(LinkEndpoint endpoint) {
    link = endpoint;
    return this;
  }

  /** Program and what it runs, as shown to the user. */
  public String name() {
    return name;
  }

  public LinkEndpoint link() {
    return link;
  }

  public long pid() {
    return process.pid();
  }

  public boolean isRunning() {
    return process.isAlive();
  }

  /** What it printed so far (the end of it where that is much). */
  public String console() {
    return console.text();
  }

  /** Waits for more output, at most {@code millis}. */
  void awaitOutput(long millis) {
    try {
      console.await(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** @throws RepriseException RP1905 where the time limit ended the run: the cause of a connection that broke */
  public void checkTimeLimit() {
    if (timedOut.get()) {
      throw RepriseException.of(SimulatorError.TIME_LIMIT, name, timeLimit.toSeconds());
    }
  }

  private void kill() {
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
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Java is shutting down and runs the hook itself.
    }
    try {
      if (link instanceof LinkEndpoint.Tcp tcp) {
        tcp.socket().close();
      }
      consoleReader.join(GRACE_MILLIS);
    } catch (IOException e) {
      // The other end is gone already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    console.close();
  }
}
