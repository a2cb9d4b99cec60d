package dev.reprise.compiler.quantize;

import dev.reprise.compiler.golden.FrozenExecutor;
import dev.reprise.compiler.golden.QuantizeInput;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.quantize.qlinear.QLinearExporter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Compares a stage in the golden executor with the exported stage in ONNX Runtime. */
final class StageOracle {
  private StageOracle() {}

  /** All codes of the stage for one sample, in the golden executor. */
  static Map<String, byte[]> golden(QGraph q, Tensor sample) {
    QTensor input = q.tensor(q.input());
    return FrozenExecutor.run(q, QuantizeInput.codes(sample.floats(), input.scale(), input.zeroPoint()));
  }

  /** The stage's output, each side running the whole stage. */
  static Agreement whole(QGraph q, List<Tensor> samples) throws Exception {
    Agreement agreement = new Agreement();
    try (QuantizedSession session = new QuantizedSession(QLinearExporter.export(q))) {
      for (Tensor sample : samples) {
        Map<String, byte[]> ours = golden(q, sample);
        Map<String, byte[]> theirs = session.run(Map.of(q.input(), ours.get(q.input())), Map.of(q.input(), q.tensor(q.input()).shape()));
        agreement.add(ours.get(q.output()), theirs.get(q.output()));
      }
    }
    return agreement;
  }

  /** Each operation by node name, fed the golden executor's codes; also added to {@code perOperator} by operator. */
  static Map<String, Agreement> layers(QGraph q, List<Tensor> samples, Map<String, Agreement> perOperator) throws Exception {
    Map<String, Agreement> perNode = new LinkedHashMap<>();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    q.nodes().forEach(n -> n.inputs().forEach(i -> shapes.put(QLinearExporter.layerInput(i), q.tensor(i).shape())));
    try (QuantizedSession session = new QuantizedSession(QLinearExporter.exportLayers(q))) {
      for (Tensor sample : samples) {
        Map<String, byte[]> ours = golden(q, sample);
        Map<String, byte[]> in = new LinkedHashMap<>();
        q.nodes().forEach(n -> n.inputs().forEach(i -> in.put(QLinearExporter.layerInput(i), ours.get(i))));
        Map<String, byte[]> theirs = session.run(in, shapes);
        for (QNode n : q.nodes()) {
          perNode.computeIfAbsent(n.name(), k -> new Agreement()).add(ours.get(n.output()), theirs.get(n.output()));
          perOperator.computeIfAbsent(n.op().getClass().getSimpleName(), k -> new Agreement()).add(ours.get(n.output()), theirs.get(n.output()));
        }
      }
    }
    return perNode;
  }
}
