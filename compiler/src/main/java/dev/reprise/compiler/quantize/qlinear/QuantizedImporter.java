package dev.reprise.compiler.quantize.qlinear;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.onnx.ImportOptions;
import dev.reprise.compiler.onnx.OnnxImporter;
import dev.reprise.compiler.onnx.OnnxModel;
import dev.reprise.compiler.onnx.OnnxNode;

/**
 * Imports models that are quantized already, in the QDQ form (QuantizeLinear and DequantizeLinear around float operators) or with QLinear
 * operators. The model is rewritten into the float model that it stands for, which takes the way of every float model, with its quantization
 * parameters beside it. Integer weights stay as they are. Codes of signed activations become unsigned ones, 128 higher.
 */
public final class QuantizedImporter {
  private QuantizedImporter() {}

  /**
   * Imports {@code model}.
   *
   * @throws RepriseException RP1209 to RP1213 where the quantization cannot be kept, RP10xx where the float model is not supported
   */
  public static QuantizedModel read(OnnxModel model, ImportOptions options) {
    FloatRewrite rewrite = new FloatRewrite(model);
    for (OnnxNode node : model.nodes()) {
      QuantizedRewrites.of(node).rewrite(node, rewrite);
    }
    ModelProto proto = rewrite.model();
    Graph graph = OnnxImporter.read(OnnxModel.of(proto, model.file(), model.folder()), options);
    return new QuantizedModel(graph, rewrite.fixed());
  }
}
