package dev.reprise.host.measure;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.target.Target;
import java.util.List;

/**
 * Time of an inference, from the sample to the logits; without the link.
 *
 * @param cyclesAre {@code estimated}, {@code measured} or {@code measured on the simulator}
 */
public record Latency(String target, String cyclesAre, long clockHz, double cycles, double seconds) {

  public static Latency of(RunCycles taken, LearnerModel model, Target target, long clockHz) {
    double cycles = WorkCycles.of(taken.rows(), model, 1).inference();
    return new Latency(target.name(), taken.are(), clockHz, cycles, cycles / clockHz);
  }

  /** RP2112 where it is more than {@code most} seconds; else empty. */
  public List<Diagnostic> check(double most) {
    return seconds > most ? List.of(Diagnostic.of(MeasureError.OVER_LATENCY, target, Quantity.seconds(seconds), cyclesAre, Quantity.seconds(most))) : List.of();
  }
}
