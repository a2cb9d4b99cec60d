package dev.reprise.compiler.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs a model in ONNX Runtime: the oracle of the import tests. */
public final class OnnxRuntimeRun {
  private OnnxRuntimeRun() {}

  /** The float outputs of {@code model}, by name. */
  public static Map<String, Tensor> run(byte[] model, Map<String, Tensor> inputs) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      // its own shape inference warns about ceil_mode where a last window would start in the padding
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.NO_OPT);
      try (OrtSession session = environment.createSession(model, options)) {
        return run(environment, session, inputs);
      }
    }
  }

  private static Map<String, Tensor> run(OrtEnvironment environment, OrtSession session, Map<String, Tensor> inputs) throws OrtException {
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (String name : session.getInputNames()) {
        Tensor t = inputs.get(name);
        long[] dims = Arrays.stream(t.shape().dims()).asLongStream().toArray();
        given.put(name, OnnxTensor.createTensor(environment, FloatBuffer.wrap(t.floats()), dims));
      }
      Map<String, Tensor> outputs = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(given)) {
        for (Map.Entry<String, OnnxValue> e : result) {
          OnnxTensor t = (OnnxTensor) e.getValue();
          long[] dims = ((TensorInfo) t.getInfo()).getShape();
          float[] values = new float[t.getFloatBuffer().remaining()];
          t.getFloatBuffer().get(values);
          outputs.put(e.getKey(), Tensor.f32(Shape.of(Arrays.stream(dims).mapToInt(d -> (int) d).toArray()), values));
        }
      }
      return outputs;
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }
}
