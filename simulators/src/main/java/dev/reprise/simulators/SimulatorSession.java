package dev.reprise.simulators;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A running simulator. {@link #close} ends it and every process it started; so do the end of this Java process and the time limit, so that
 * none is left behind.
 */
public final class SimulatorSession implements AutoCloseable {
  private static final long GRACE_MILLIS = 1000;

  private final String name;
  private final Execution execution;
  private final ConsoleLog console;
  private final Thread consoleReader;
  private final Duration timeLimit;
  private final Thread hook;
  private final AtomicBoolean timedOut = new AtomicBoolean();
  private LinkEndpoint link;
  private boolean closed;

  SimulatorSession(String name, Process process, ConsoleLog console, Thread consoleReader, Duration timeLimit) {
    this(name, new Execution.OfProcess(process), console, consoleReader, timeLimit);
  }

  /** @param consoleReader the thread that writes to {@code console} */
  SimulatorSession(String name, Execution execution, ConsoleLog console, Thread consoleReader, Duration timeLimit) {
    this.name = name;
    this.execution = execution;
    this.console = console;
    this.consoleReader = consoleReader;
    this.timeLimit = timeLimit;
    this.hook = new Thread(execution::end, "end of " + name);
    Runtime.getRuntime().addShutdownHook(hook);
    Thread watch = new Thread(this::watch, "time limit of " + name);
    watch.setDaemon(true);
    watch.start();
  }

  private void watch() {
    try {
      if (!execution.await(timeLimit.toMillis())) {
        timedOut.set(true);
        execution.end();
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

  /** The process it runs in; -1 where that is this one. */
  public long pid() {
    return execution instanceof Execution.OfProcess own ? own.process().pid() : -1;
  }

  public boolean isRunning() {
    return execution.running();
  }

  /** Instructions (not cycles) executed so far, where the simulator counts them. */
  public OptionalLong executedInstructions() {
    return execution.executedInstructions();
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

  /** @throws RepriseException the cause of a connection that broke: RP1905 where the time limit ended the run, RP1909 where the program failed */
  public void checkTimeLimit() {
    if (timedOut.get()) {
      throw RepriseException.of(SimulatorError.TIME_LIMIT, name, timeLimit.toSeconds());
    }
    execution.failure().ifPresent(why -> {
      throw RepriseException.of(SimulatorError.PROGRAM_FAILED, name, why);
    });
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    execution.end();
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
