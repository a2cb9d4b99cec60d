package dev.reprise.compiler.schedule;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When each activation buffer is live, over the time line of one micro-batch: 0 the sample arrives; 1..F frozen calls; F+1 the latent is packed; F+2 it is
 * unpacked; then forward, loss and backward calls.
 */
final class Lifetimes {
  private static final class Interval {
    private int first = Integer.MAX_VALUE;
    private int last = -1;

    private void touch(int time) {
      first = Math.min(first, time);
      last = Math.max(last, time);
    }
  }

  private final Map<Buffer, Interval> intervals = new LinkedHashMap<>();
  private final List<Call> calls;
  private final int firstCall;

  private Lifetimes(List<Call> calls, int firstCall) {
    this.calls = calls;
    this.firstCall = firstCall;
  }

  /** The storages of all activation buffers of {@code schedule}'s programs for micro-batches of {@code microBatch} samples. */
  static List<Storage> storages(FrozenProgram frozen, List<Call> adaptive, Buffer latent, int microBatch) {
    int pack = frozen.calls().size() + 1;
    int unpack = pack + 1;
    Lifetimes frozenPart = new Lifetimes(frozen.calls(), 1);
    frozenPart.touchAll();
    frozenPart.touch(frozen.input(), 0);
    frozenPart.touch(frozen.output(), pack);
    Lifetimes adaptivePart = new Lifetimes(adaptive, unpack + 1);
    adaptivePart.touchAll();
    // with several samples to a micro-batch, latents are gathered while later samples still arrive and pass the frozen stage
    adaptivePart.touch(latent, microBatch > 1 ? 0 : unpack);

    List<Storage> all = new ArrayList<>(frozenPart.merge(microBatch));
    all.addAll(adaptivePart.merge(microBatch));
    return all;
  }

  private void touchAll() {
    for (int i = 0; i < calls.size(); i++) {
      for (Argument a : calls.get(i).arguments()) {
        if (a instanceof Argument.Pointer p) {
          touch(p.buffer(), firstCall + i);
        }
      }
    }
  }

  private void touch(Buffer buffer, int time) {
    if (buffer.kind() == Buffer.Kind.ACTIVATION) {
      intervals.computeIfAbsent(buffer, b -> new Interval()).touch(time);
    }
  }

  private List<Storage> merge(int microBatch) {
    Map<Buffer, List<Buffer>> groups = new LinkedHashMap<>();
    intervals.keySet().forEach(b -> groups.put(b, new ArrayList<>(List.of(b))));
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      Buffer written = soleOutput(call);
      if (written == null || intervals.get(written).first != firstCall + i) {
        continue;
      }
      for (Buffer dying : InPlace.candidates(call)) {
        if (dying.kind() == Buffer.Kind.ACTIVATION
            && lastUse(groups.get(dying)) == firstCall + i
            && dying.bytes(microBatch) == written.bytes(microBatch)) {
          List<Buffer> group = groups.get(dying);
          group.add(written);
          groups.put(written, group);
          break;
        }
      }
    }
    return groups.values().stream()
        .distinct()
        .map(g -> storage(g, microBatch))
        .sorted(Comparator.comparingInt(Storage::first).thenComparing(Storage::name))
        .toList();
  }

  private Storage storage(List<Buffer> group, int microBatch) {
    int first = group.stream().mapToInt(b -> intervals.get(b).first).min().orElseThrow();
    long bytes = group.stream().mapToLong(b -> b.bytes(microBatch)).max().orElseThrow();
    return new Storage(group, bytes, first, lastUse(group));
  }

  private int lastUse(List<Buffer> group) {
    return group.stream().mapToInt(b -> intervals.get(b).last).max().orElseThrow();
  }

  private static Buffer soleOutput(Call call) {
    List<Buffer> written =
        call.arguments().stream()
            .filter(a -> a instanceof Argument.Pointer p && p.access() == Argument.Access.WRITE)
            .map(a -> ((Argument.Pointer) a).buffer())
            .toList();
    return written.size() == 1 ? written.get(0) : null;
  }
}
