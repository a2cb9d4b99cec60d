package dev.reprise.compiler;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.canonicalize.LearnerCheck;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.onnx.ImportOptions;
import dev.reprise.compiler.onnx.OnnxImporter;
import dev.reprise.compiler.onnx.OnnxModel;
import dev.reprise.compiler.onnx.QuantizedOperators;
import dev.reprise.compiler.quantize.FixedParameters;
import dev.reprise.compiler.quantize.qlinear.QuantizedImporter;
import dev.reprise.compiler.quantize.qlinear.QuantizedModel;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model as the compiler works on it.
 *
 * @param original as imported, for the names that users know
 * @param canonical batch 1, simplified, checked to be a learner
 * @param fixed quantization parameters, where the model is quantized already
 */
public record FrontEnd(Graph original, Graph canonical, FixedParameters fixed) {

  /**
   * Reads, simplifies and checks a model, in float or quantized.
   *
   * @param dims sizes of symbolic dimensions other than the batch
   * @throws dev.reprise.compiler.diag.RepriseException RP10xx, RP11xx
   */
  public static FrontEnd read(Path model, Map<String, Integer> dims) {
    ImportOptions options = ImportOptions.defaults().withSingleSample();
    for (Map.Entry<String, Integer> d : dims.entrySet()) {
      options = options.withDim(d.getKey(), d.getValue());
    }
    OnnxModel file = OnnxModel.read(model);
    if (!QuantizedOperators.anyIn(file)) {
      return of(OnnxImporter.read(file, options));
    }
    QuantizedModel quantized = QuantizedImporter.read(file, options);
    return of(quantized.graph(), quantized.fixed());
  }

  /** Simplifies and checks an imported graph. */
  public static FrontEnd of(Graph original) {
    return of(original, FixedParameters.none());
  }

  private static FrontEnd of(Graph original, FixedParameters fixed) {
    Graph canonical = Canonicalizer.run(original);
    LearnerCheck.check(canonical);
    return new FrontEnd(original, canonical, fixed);
  }
}
