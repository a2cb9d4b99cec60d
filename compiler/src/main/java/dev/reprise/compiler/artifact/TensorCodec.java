package dev.reprise.compiler.artifact;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Tensors in the artifact: {@code {type, shape, data}}, data as little-endian bytes. */
final class TensorCodec {
  private TensorCodec() {}

  static final class Serializer extends StdSerializer<Tensor> {
    private static final long serialVersionUID = 1L;

    Serializer() {
      super(Tensor.class);
    }

    @Override
    public void serialize(Tensor tensor, JsonGenerator out, SerializerProvider provider) throws IOException {
      out.writeStartObject();
      out.writeStringField("type", tensor.type().name());
      out.writeFieldName("shape");
      out.writeArray(tensor.shape().dims(), 0, tensor.shape().rank());
      out.writeBinaryField("data", bytes(tensor));
      out.writeEndObject();
    }

    private static byte[] bytes(Tensor tensor) {
      ByteBuffer b = ByteBuffer.allocate(tensor.shape().elements() * tensor.type().bytes()).order(ByteOrder.LITTLE_ENDIAN);
      switch (tensor.type()) {
        case F32 -> b.asFloatBuffer().put(tensor.floats());
        case F64 -> b.asDoubleBuffer().put(tensor.doubles());
        case I32 -> b.asIntBuffer().put(tensor.ints());
        case I64 -> b.asLongBuffer().put(tensor.longs());
        case U8, S8, BOOL -> b.put(tensor.bytes());
      }
      return b.array();
    }
  }

  static final class Deserializer extends StdDeserializer<Tensor> {
    private static final long serialVersionUID = 1L;

    Deserializer() {
      super(Tensor.class);
    }

    @Override
    public Tensor deserialize(JsonParser in, DeserializationContext context) throws IOException {
      JsonNode node = in.readValueAsTree();
      DType type = DType.valueOf(node.get("type").asText());
      int[] dims = new int[node.get("shape").size()];
      for (int i = 0; i < dims.length; i++) {
        dims[i] = node.get("shape").get(i).asInt();
      }
      Shape shape = Shape.of(dims);
      ByteBuffer b = ByteBuffer.wrap(node.get("data").binaryValue()).order(ByteOrder.LITTLE_ENDIAN);
      if (b.remaining() != shape.elements() * type.bytes()) {
        throw new IOException("tensor of " + shape + " with " + b.remaining() + " bytes");
      }
      return new Tensor(type, shape, array(type, shape.elements(), b));
    }

    private static Object array(DType type, int n, ByteBuffer b) {
      switch (type) {
        case F32 -> {
          float[] a = new float[n];
          b.asFloatBuffer().get(a);
          return a;
        }
        case F64 -> {
          double[] a = new double[n];
          b.asDoubleBuffer().get(a);
          return a;
        }
        case I32 -> {
          int[] a = new int[n];
          b.asIntBuffer().get(a);
          return a;
        }
        case I64 -> {
          long[] a = new long[n];
          b.asLongBuffer().get(a);
          return a;
        }
        default -> {
          return b.array();
        }
      }
    }
  }
}
