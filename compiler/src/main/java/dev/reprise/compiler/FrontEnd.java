package dev.reprise.compiler;

import dev.reprise.compiler.canonicalize.Canonicalizer;
import dev.reprise.compiler.canonicalize.LearnerCheck;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.onnx.ImportOptions;
import dev.reprise.compiler.onnx.OnnxImporter;
import java.nio.file.Path;
import java.util.Map;

/**
 * A model as the compiler works on it.
 *
 * @param original as imported, for the names that users know
 * @param canonical batch 1, simplified, checked to be a learner
 */
public record FrontEnd(Graph original, Graph canonical) {

  /**
   * Reads, simplifies and checks a model.
   *
   * @param dims sizes of symbolic dimensions other than the batch
   * @throws dev.reprise.compiler.diag.RepriseException RP10xx, RP11xx
   */
  public static FrontEnd read(Path model, Map<String, Integer> dims) {
    ImportOptions options = ImportOptions.defaults().withSingleSample();
    for (Map.Entry<String, Integer> d : dims.entrySet()) {
      options = options.withDim(d.getKey(), d.getValue());
    }
    return of(OnnxImporter.read(model, options));
  }

  /** Simplifies and checks an imported graph. */
  public static FrontEnd of(Graph original) {
    Graph canonical = Canonicalizer.run(original);
    LearnerCheck.check(canonical);
    return new FrontEnd(original, canonical);
  }
}
