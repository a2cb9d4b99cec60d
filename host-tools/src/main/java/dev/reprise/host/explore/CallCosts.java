package dev.reprise.host.explore;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.host.calls.CallMeter;
import dev.reprise.host.calls.MeteredCall;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs kernel calls of several targets, equal ones once, as many programs at a time as there are processors. */
final class CallCosts {
  /** Constants of one program: what the compiler takes for them is worth sharing, but they must fit the flash. */
  private static final long MOST_CONSTANTS = 512 << 10;

  private static final int MOST_CALLS = 16;

  /** A program's calls. */
  private record Batch(CallMeter meter, List<MeteredCall> calls, Map<String, Long> cycles) {}

  /** Is told how many calls have run. */
  interface Progress {
    void done(int calls, int all);
  }

  private final List<Batch> batches = new ArrayList<>();
  private final AtomicInteger done = new AtomicInteger();

  /**
   * Adds calls of a target.
   *
   * @return cycles by {@link MeteredCall#work}, filled by {@link #run}
   */
  Map<String, Long> add(CallMeter meter, Collection<MeteredCall> calls) {
    Map<String, MeteredCall> distinct = new LinkedHashMap<>();
    calls.forEach(c -> distinct.putIfAbsent(c.work(), c));
    Map<String, Long> cycles = new LinkedHashMap<>();
    List<MeteredCall> batch = new ArrayList<>();
    long constants = 0;
    for (MeteredCall c : distinct.values()) {
      long own = constants(c);
      if (batch.size() == MOST_CALLS || (!batch.isEmpty() && constants + own > MOST_CONSTANTS)) {
        batches.add(new Batch(meter, List.copyOf(batch), cycles));
        batch.clear();
        constants = 0;
      }
      batch.add(c);
      constants += own;
    }
    if (!batch.isEmpty()) {
      batches.add(new Batch(meter, List.copyOf(batch), cycles));
    }
    return cycles;
  }

  private static long constants(MeteredCall c) {
    return c.call().arguments().stream()
        .filter(Argument.Pointer.class::isInstance)
        .map(a -> ((Argument.Pointer) a).buffer())
        .filter(b -> b.kind() == Buffer.Kind.CONSTANT)
        .mapToLong(b -> b.bytes(1))
        .sum();
  }

  /** Runs all that was added. */
  void run(Progress progress) {
    int all = batches.stream().mapToInt(b -> b.calls.size()).sum();
    progress.done(0, all);
    ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<?>> running = new ArrayList<>();
      batches.forEach(b -> running.add(pool.submit(() -> run(b, progress, all))));
      for (Future<?> f : running) {
        f.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RepriseException known ? known : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      pool.shutdownNow();
    }
  }

  private void run(Batch batch, Progress progress, int all) {
    List<Long> taken = batch.meter.cycles(batch.calls);
    synchronized (this) {
      for (int i = 0; i < taken.size(); i++) {
        batch.cycles.put(batch.calls.get(i).work(), taken.get(i));
      }
      progress.done(done.addAndGet(taken.size()), all);
    }
  }
}
