package dev.reprise.compiler.report;

import dev.reprise.compiler.golden.FrozenExecutor;
import dev.reprise.compiler.golden.QuantizeInput;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.QuantizationReport;
import dev.reprise.compiler.quantize.QuantizedStage;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Measures the quantized frozen stage, run by the golden executor, against ONNX Runtime. */
public final class StageQuality {
  /** Samples are alike: a few give the signal-to-noise ratio to a fraction of a decibel. */
  private static final int SAMPLES = 4;

  private StageQuality() {}

  public static QuantizationReport measure(Graph frozen, QuantizedStage stage, Iterable<Tensor> calibration) {
    List<Tensor> samples = new ArrayList<>();
    for (Iterator<Tensor> i = calibration.iterator(); i.hasNext() && samples.size() < SAMPLES; ) {
      samples.add(i.next());
    }
    QTensor input = stage.graph().tensor(stage.graph().input());
    return QuantizationReport.measure(
        frozen,
        stage,
        samples,
        sample -> FrozenExecutor.run(stage.graph(), QuantizeInput.codes(sample.floats(), input.scale(), input.zeroPoint())));
  }
}
