package dev.reprise.compiler;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.quantize.FixedParameters;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.Quantizer;
import dev.reprise.compiler.quantize.Range;
import dev.reprise.compiler.quantize.Ranges;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.split.Split;
import dev.reprise.compiler.split.SplitModel;
import dev.reprise.compiler.split.Splits;
import java.util.LinkedHashMap;
import java.util.Map;

/** The kernel calls of a model without calibration: they do not depend on the ranges of its values. */
public final class KernelChoice {
  private KernelChoice() {}

  /**
   * The calls of {@code network}, one sample to a micro-batch, everything behind the split trained.
   *
   * @param split as in {@link LearnerSettings#split}
   * @param machine that kernels are chosen for
   */
  public static Schedule of(Graph network, String split, Machine machine) {
    FrontEnd front = FrontEnd.of(network);
    SplitModel stages = Split.at(front.canonical(), Splits.find(front.canonical(), front.original(), split));
    LearnerSettings settings = LearnerSettings.defaults().withSlots(0).withEvents(1, 0);
    return Schedule.of(LearnerFactory.make(network.name(), stages, anyRanges(stages), settings, 0), machine);
  }

  /** The frozen stage quantized as if every value lay between 0 and 1. */
  static QGraph anyRanges(SplitModel stages) {
    Map<String, Range> unit = new LinkedHashMap<>();
    stages.frozenFloat().types().keySet().forEach(v -> unit.put(v, Range.covering(0, 1)));
    return Quantizer.quantize(stages.frozenFloat(), new Ranges(unit), FixedParameters.none()).graph();
  }
}
