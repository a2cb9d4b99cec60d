package dev.reprise.compiler.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.List;

/** ONNX attributes, built. */
public final class Attributes {
  private Attributes() {}

  public static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INT).setI(value).build();
  }

  public static AttributeProto flag(String name, boolean value) {
    return integer(name, value ? 1 : 0);
  }

  public static AttributeProto real(String name, float value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOAT).setF(value).build();
  }

  public static AttributeProto integers(String name, List<Integer> values) {
    AttributeProto.Builder b = AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
    values.forEach(b::addInts);
    return b.build();
  }
}
