package dev.reprise.compiler.tile;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.schedule.Storage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Activations of the adaptive stage that may live in L1 from the call that makes them to the last that needs them, so that no transfer moves them. */
public final class ResidentStorages {
  private ResidentStorages() {}

  /**
   * Storages that together never have more than {@code budget} live bytes; first those that calls touch most often for the time they take room. The latent and the logits are not among them:
   * others than calls work on these.
   */
  public static List<Storage> choose(Schedule schedule, long budget) {
    List<Buffer> shared = List.of(schedule.adaptive().latent(), schedule.adaptive().logits(), schedule.adaptive().logitsGradient());
    List<Storage> ranked =
        schedule.storages().stream()
            .filter(s -> s.bytes() <= budget && s.buffers().stream().allMatch(b -> b.type() == DType.F32 && !shared.contains(b)))
            .sorted(Comparator.comparingDouble((Storage s) -> -worth(s, schedule)).thenComparing(Storage::name))
            .toList();
    List<Storage> chosen = new ArrayList<>();
    for (Storage s : ranked) {
      chosen.add(s);
      if (mostLive(chosen) > budget) {
        chosen.remove(s);
      }
    }
    return chosen;
  }

  /** Transfers spared, for each step that the storage is live. */
  private static double worth(Storage storage, Schedule schedule) {
    long touches = schedule.calls().stream().mapToLong(c -> touches(c, storage)).sum();
    return (double) touches / (storage.last() - storage.first() + 1);
  }

  private static long touches(Call call, Storage storage) {
    return call.arguments().stream().filter(a -> a instanceof Argument.Pointer p && storage.buffers().contains(p.buffer())).count();
  }

  private static long mostLive(List<Storage> storages) {
    return storages.stream()
        .mapToLong(at -> storages.stream().filter(s -> s.first() <= at.first() && at.first() <= s.last()).mapToLong(Storage::bytes).sum())
        .max()
        .orElse(0);
  }
}
