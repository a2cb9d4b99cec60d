package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What quantization costs, measured: each layer, and the latent at every number of bits, against ONNX Runtime's float values.
 *
 * @param samples how many were run
 * @param layers in node order; the first is the input
 * @param latents signal-to-noise ratio in dB of the latent stored at Q bits (docs/numerics.md, N7), Q = 1..8
 */
public record QuantizationReport(int samples, List<LayerQuality> layers, SortedMap<Integer, Double> latents) {
  public QuantizationReport {
    layers = List.copyOf(layers);
  }

  /**
   * Runs {@code samples} through both forms of the stage.
   *
   * @param frozen the float graph that {@code stage} was made from
   * @param executor from a sample to the codes of all values of {@code stage.graph()}, by name
   * @throws RepriseException RP1201 without samples, RP1208 where ONNX Runtime fails
   */
  public static QuantizationReport measure(
      Graph frozen, QuantizedStage stage, Iterable<Tensor> samples, Function<Tensor, Map<String, byte[]>> executor) {
    Measurement m = new Measurement(frozen, stage);
    int count = 0;
    try (FloatSession session = FloatSession.of(frozen)) {
      for (Tensor sample : samples) {
        Map<String, byte[]> codes = executor.apply(sample);
        m.compare(frozen.inputs().get(0), sample.floats(), codes);
        session.run(sample, (value, x) -> m.compare(value, x, codes));
        count++;
      }
    }
    if (count == 0) {
      throw RepriseException.of(QuantizationError.NO_SAMPLES, "graph '" + frozen.name() + "'");
    }
    return new QuantizationReport(count, m.layers(), m.latents());
  }

  /** Sums over samples. */
  private static final class Measurement {
    private final Graph frozen;
    private final QuantizedStage stage;
    private final Map<String, SignalToNoise> ratios = new LinkedHashMap<>();
    private final Map<String, Saturation> saturations = new LinkedHashMap<>();
    private final SortedMap<Integer, SignalToNoise> bits = new TreeMap<>();

    Measurement(Graph frozen, QuantizedStage stage) {
      this.frozen = frozen;
      this.stage = stage;
      for (String value : stage.sources().keySet()) {
        ratios.put(value, new SignalToNoise());
        saturations.put(value, new Saturation());
      }
      for (int q = 1; q <= 8; q++) {
        bits.put(q, new SignalToNoise());
      }
    }

    void compare(String value, float[] exact, Map<String, byte[]> codes) {
      if (!stage.sources().containsKey(value)) {
        return;
      }
      QTensor t = stage.graph().tensor(value);
      QParams p = new QParams(t.scale(), t.zeroPoint());
      byte[] q = codes.get(value);
      SignalToNoise ratio = ratios.get(value);
      Saturation saturation = saturations.get(value);
      for (int i = 0; i < exact.length; i++) {
        ratio.add(exact[i], p.real(q[i] & 0xff));
        saturation.add(exact[i], p);
      }
      if (value.equals(frozen.outputs().get(0))) {
        bits.forEach((b, r) -> compareLatent(exact, q, p, b, r));
      }
    }

    /** N7.1 and N7.2. */
    private static void compareLatent(float[] exact, byte[] codes, QParams p, int bits, SignalToNoise ratio) {
      int levels = (1 << bits) - 1;
      double scale = 255.0 * p.scale() / levels;
      double offset = -p.zeroPoint() * (double) p.scale();
      for (int i = 0; i < exact.length; i++) {
        int code = (2 * (codes[i] & 0xff) * levels + 255) / 510;
        ratio.add(exact[i], code * scale + offset);
      }
    }

    List<LayerQuality> layers() {
      List<LayerQuality> layers = new ArrayList<>();
      for (Map.Entry<String, List<String>> e : stage.sources().entrySet()) {
        String value = e.getKey();
        QTensor t = stage.graph().tensor(value);
        String operator = e.getValue().isEmpty() ? "Input" : operator(e.getValue());
        String node = e.getValue().isEmpty() ? value : e.getValue().get(0);
        layers.add(
            new LayerQuality(
                node, operator, value, t.scale(), t.zeroPoint(), ratios.get(value).decibels(), saturations.get(value).share()));
      }
      return layers;
    }

    private String operator(List<String> nodes) {
      List<String> kinds = new ArrayList<>();
      frozen.nodes().stream().filter(n -> nodes.contains(n.name())).forEach(n -> kinds.add(n.op().kind()));
      return String.join("+", kinds);
    }

    SortedMap<Integer, Double> latents() {
      SortedMap<Integer, Double> map = new TreeMap<>();
      bits.forEach((b, r) -> map.put(b, r.decibels()));
      return map;
    }
  }

  /** Counts float values that no code comes near. */
  private static final class Saturation {
    private long beyond;
    private long all;

    void add(float x, QParams p) {
      all++;
      beyond += x < p.real(0) - p.scale() / 2 || x > p.real(QParams.MAX_CODE) + p.scale() / 2 ? 1 : 0;
    }

    double share() {
      return all == 0 ? 0 : (double) beyond / all;
    }
  }
}
