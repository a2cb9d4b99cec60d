package dev.reprise.compiler;

import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The number of samples to a micro-batch: on a cluster a block of weights that has come from memory serves all samples, but their activations need room. Results do not depend on it.
 */
final class MicroBatch {
  /** What runs for a micro-batch. */
  static final Set<Phase> TRAINING = EnumSet.of(Phase.FORWARD, Phase.LOSS, Phase.INPUT_GRADIENT, Phase.WEIGHT_GRADIENT);

  /** Beyond, transfers of weights are hidden behind the arithmetic. */
  private static final int MOST_SAMPLES = 16;

  private MicroBatch() {}

  /**
   * The power of two with the fewest cycles for a sample, the smallest of equal ones; 1 where none is possible.
   *
   * @param cycles for a sample, with so many; empty where that is not possible, and with more neither
   */
  static int cheapest(IntFunction<OptionalDouble> cycles) {
    int best = 1;
    double least = Double.MAX_VALUE;
    for (int samples = 1; samples <= MOST_SAMPLES; samples *= 2) {
      OptionalDouble taken = cycles.apply(samples);
      if (taken.isEmpty()) {
        break;
      }
      if (taken.getAsDouble() < least) {
        least = taken.getAsDouble();
        best = samples;
      }
    }
    return best;
  }

  /** Modelled cycles of those of {@code calls} that run in tiles, for each of {@code samples} samples. */
  static double modelled(List<Call> calls, int samples, Target target, FarBuffers far) {
    return TiledCalls.of(calls, samples, target, far).cycles() / (double) samples;
  }
}
