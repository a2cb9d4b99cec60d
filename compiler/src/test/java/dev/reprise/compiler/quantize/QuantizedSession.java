package dev.reprise.compiler.quantize;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** ONNX Runtime on quantized models, for tests. */
final class QuantizedSession implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  QuantizedSession(ModelProto model) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      // the written operators, not what ONNX Runtime fuses them into (which fails for dilated average pools)
      options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.BASIC_OPT);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      // without VNNI, ONNX Runtime's faster unsigned-by-signed products saturate in 16 bits; this one is exact everywhere
      options.addConfigEntry("session.x64quantprecision", "1");
      session = environment.createSession(model.toByteArray(), options);
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a model of one float input and one float output. */
  float[] run(Tensor sample) {
    long[] dims = Arrays.stream(sample.shape().dims()).asLongStream().toArray();
    String input = session.getInputNames().iterator().next();
    try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(sample.floats()), dims);
        OrtSession.Result result = session.run(Map.of(input, x))) {
      FloatBuffer buffer = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] y = new float[buffer.remaining()];
      buffer.get(y);
      return y;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, byte[]> run(Map<String, byte[]> codes, Map<String, Shape> shapes) {
    Map<String, OnnxTensor> in = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, byte[]> e : codes.entrySet()) {
        long[] dims = Arrays.stream(shapes.get(e.getKey()).dims()).asLongStream().toArray();
        in.put(e.getKey(), OnnxTensor.createTensor(environment, ByteBuffer.wrap(e.getValue()), dims, OnnxJavaType.UINT8));
      }
      Map<String, byte[]> out = new LinkedHashMap<>();
      try (OrtSession.Result result = session.run(in)) {
        for (String name : session.getOutputNames()) {
          ByteBuffer buffer = ((OnnxTensor) result.get(name).orElseThrow()).getByteBuffer();
          byte[] bytes = new byte[buffer.remaining()];
          buffer.get(bytes);
          out.put(name, bytes);
        }
      }
      return out;
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    } finally {
      in.values().forEach(OnnxTensor::close);
    }
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }
}
