package dev.reprise.compiler.quantize;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import dev.reprise.compiler.ir.Shape;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** ONNX Runtime on unsigned 8-bit inputs and outputs, for tests. */
final class CodeSession implements AutoCloseable {
  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  CodeSession(ModelProto model) {
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

  Map<String, byte[]> run(Map<String, byte[]> codes, Map<String, Shape> shapes) {
    Map<String, OnnxTensor> in = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, byte[]> e : codes.entrySet()) {
        long[] dims = java.util.Arrays.stream(shapes.get(e.getKey()).dims()).asLongStream().toArray();
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
