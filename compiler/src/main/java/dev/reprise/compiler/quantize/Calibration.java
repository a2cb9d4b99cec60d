package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Finds the range of every value of the frozen stage by running calibration samples through it in ONNX Runtime. The first pass finds minimum and
 * maximum; the methods that weigh values against each other count them into histograms in a second pass. No activation outlives its sample, so
 * memory does not grow with their number.
 */
public final class Calibration {
  private final Graph graph;
  private final String place;
  private final Map<String, float[]> extremes = new LinkedHashMap<>();
  private final Map<String, Histogram> histograms = new LinkedHashMap<>();

  private Calibration(Graph graph) {
    this.graph = graph;
    this.place = "graph '" + graph.name() + "'";
  }

  /**
   * The ranges of the graph's input (always from minimum to maximum) and of every value that will have codes.
   *
   * @param frozen canonical float graph with one input
   * @param samples of the input's shape, F32; iterated up to twice, in the same order
   * @throws RepriseException RP1201 without samples, RP1202 on a wrong shape, RP1203 on NaN or infinity, RP1208 where ONNX Runtime fails
   */
  public static Ranges run(Graph frozen, Iterable<Tensor> samples, CalibrationMethod method) {
    Calibration c = new Calibration(frozen);
    try (FloatSession session = FloatSession.of(frozen)) {
      c.findExtremes(session, samples);
      if (method != CalibrationMethod.MIN_MAX) {
        c.count(session, samples);
      }
    }
    return c.ranges(method);
  }

  private void findExtremes(FloatSession session, Iterable<Tensor> samples) {
    boolean any = false;
    for (Tensor sample : samples) {
      any = true;
      session.run(sample, this::extend);
      extend(graph.inputs().get(0), sample.floats());
    }
    if (!any) {
      throw RepriseException.of(QuantizationError.NO_SAMPLES, place);
    }
  }

  private void extend(String value, float[] elements) {
    float[] e = extremes.computeIfAbsent(value, v -> new float[2]);
    float min = e[0];
    float max = e[1];
    for (float x : elements) {
      // NaN stays in min and max once it is there
      min = Math.min(min, x);
      max = Math.max(max, x);
    }
    if (Float.isNaN(min) || Float.isInfinite(min) || Float.isInfinite(max)) {
      throw RepriseException.of(QuantizationError.NOT_FINITE, place, value);
    }
    e[0] = min;
    e[1] = max;
  }

  private void count(FloatSession session, Iterable<Tensor> samples) {
    for (Tensor sample : samples) {
      session.run(sample, (value, x) -> histograms.computeIfAbsent(value, v -> new Histogram(extreme(v))).add(x));
    }
  }

  private Range extreme(String value) {
    float[] e = extremes.get(value);
    return Range.covering(e[0], e[1]);
  }

  private Ranges ranges(CalibrationMethod method) {
    Map<String, Range> ranges = new LinkedHashMap<>();
    String input = graph.inputs().get(0);
    ranges.put(input, extreme(input));
    for (String value : extremes.keySet()) {
      if (!value.equals(input)) {
        ranges.put(value, histograms.containsKey(value) ? method.choose(histograms.get(value)) : extreme(value));
      }
    }
    return new Ranges(ranges);
  }
}
