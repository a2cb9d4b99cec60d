package dev.reprise.compiler.quantize;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.onnx.OnnxWriter;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A float model in ONNX Runtime that hands out its outputs one sample at a time. The number of threads is fixed, so that results do not depend
 * on the machine's cores.
 */
final class FloatSession implements AutoCloseable {
  private final String place;
  private final String input;
  private final Shape inputShape;
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  /** The session of {@code graph} with every value that will have codes as an output: not what a fused activation follows. */
  static FloatSession of(Graph graph) {
    List<String> values = Fusion.layers(graph, FixedParameters.none()).stream().map(Layer::output).toList();
    String input = graph.inputs().get(0);
    byte[] onnx = OnnxWriter.write(graph, values).toByteArray();
    return new FloatSession("graph '" + graph.name() + "'", onnx, input, graph.shape(input));
  }

  /** @param onnx an ONNX model with one input */
  FloatSession(String place, byte[] onnx, String input, Shape inputShape) {
    this.place = place;
    this.input = input;
    this.inputShape = inputShape;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(2);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      this.session = environment.createSession(onnx, options);
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  /**
   * Runs {@code sample} and gives each output's name and elements to {@code outputs}; nothing is kept.
   *
   * @throws RepriseException RP1202 where the sample does not have the input's number of elements, RP1208 where ONNX Runtime fails
   */
  void run(Tensor sample, BiConsumer<String, float[]> outputs) {
    if (sample.shape().elements() != inputShape.elements()) {
      throw RepriseException.of(QuantizationError.SAMPLE_SHAPE, place, sample.shape(), inputShape);
    }
    long[] dims = new long[inputShape.rank()];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = inputShape.dim(i);
    }
    try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(sample.floats()), dims);
        OrtSession.Result result = session.run(Map.of(input, x))) {
      for (String name : session.getOutputNames()) {
        OnnxTensor y = (OnnxTensor) result.get(name).orElseThrow();
        outputs.accept(name, y.getFloatBuffer().array()); // a copy on the heap, so it has an array
      }
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  private RepriseException failure(OrtException e) {
    return new RepriseException(Diagnostic.of(QuantizationError.RUNTIME, place, e.getMessage()), e);
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw failure(e);
    }
  }
}
