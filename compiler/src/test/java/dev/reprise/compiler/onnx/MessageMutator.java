package dev.reprise.compiler.onnx;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random changes of serialized and of parsed protobuf messages. */
final class MessageMutator {
  private static final long[] NUMBERS = {0, 1, -1, 2, 3, 7, 64, 255, 65536, Integer.MAX_VALUE, Integer.MIN_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE};
  private static final float[] REALS = {0, -1, 1e30f, Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
  private static final String[] TEXTS = {
    "", "x0", "v1", "v2", "c1", "Conv", "Reshape", "Shape", "Gather", "Concat", "Expand", "ConstantOfShape", "Pad", "If", "QuantizeLinear", "axis", "axes", "pads", "SAME_UPPER"
  };

  private MessageMutator() {}

  /** Flips, overwrites, cuts, doubles or drops bytes. */
  static byte[] bytes(byte[] model, Random random) {
    int at = random.nextInt(model.length);
    switch (random.nextInt(8)) {
      case 0, 1, 2, 3:
        model[at] ^= (byte) (1 << random.nextInt(8));
        return model;
      case 4:
        for (int i = random.nextInt(8); i >= 0; i--) {
          model[random.nextInt(model.length)] = (byte) random.nextInt(256);
        }
        return model;
      case 5:
        return Arrays.copyOf(model, at);
      default:
        int end = Math.min(model.length, at + 1 + random.nextInt(16));
        boolean doubled = random.nextBoolean();
        ByteString all = ByteString.copyFrom(model);
        return all.substring(0, doubled ? end : at).concat(all.substring(doubled ? at : end)).toByteArray();
    }
  }

  /** Changes one field of one message, chosen by a random walk downwards. */
  static void mutate(Message.Builder message, Random random) {
    List<Map.Entry<FieldDescriptor, Object>> set = new ArrayList<>(message.getAllFields().entrySet());
    List<FieldDescriptor> declared = message.getDescriptorForType().getFields();
    boolean present = !set.isEmpty() && random.nextInt(8) != 0;
    FieldDescriptor field = present ? set.get(random.nextInt(set.size())).getKey() : declared.get(random.nextInt(declared.size()));
    if (field.isRepeated()) {
      repeated(message, field, random);
    } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && random.nextInt(10) != 0) {
      Message.Builder child = ((Message) message.getField(field)).toBuilder();
      mutate(child, random);
      message.setField(field, child.build());
    } else if (random.nextInt(10) == 0 || field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      message.clearField(field);
    } else {
      message.setField(field, value(field, random));
    }
  }

  private static void repeated(Message.Builder message, FieldDescriptor field, Random random) {
    int count = message.getRepeatedFieldCount(field);
    boolean isMessage = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    if (count == 0) {
      message.addRepeatedField(field, isMessage ? message.newBuilderForField(field).build() : value(field, random));
      return;
    }
    int at = random.nextInt(count);
    Object element = message.getRepeatedField(field, at);
    switch (random.nextInt(8)) {
      case 0 -> message.addRepeatedField(field, element);
      case 1 -> {
        List<Object> rest = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          if (i != at) {
            rest.add(message.getRepeatedField(field, i));
          }
        }
        message.setField(field, rest);
      }
      case 2 -> {
        Object other = message.getRepeatedField(field, random.nextInt(count));
        message.setRepeatedField(field, at, other);
      }
      default -> {
        if (isMessage) {
          Message.Builder child = ((Message) element).toBuilder();
          mutate(child, random);
          message.setRepeatedField(field, at, child.build());
        } else {
          message.setRepeatedField(field, at, value(field, random));
        }
      }
    }
  }

  private static Object value(FieldDescriptor field, Random random) {
    long number = NUMBERS[random.nextInt(NUMBERS.length)];
    return switch (field.getJavaType()) {
      case INT -> (int) number;
      case LONG -> number;
      case FLOAT -> REALS[random.nextInt(REALS.length)];
      case DOUBLE -> (double) REALS[random.nextInt(REALS.length)];
      case BOOLEAN -> random.nextBoolean();
      case STRING -> TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING -> ByteString.copyFrom(new byte[random.nextInt(20)]);
      case ENUM -> {
        List<EnumValueDescriptor> values = field.getEnumType().getValues();
        yield values.get(random.nextInt(values.size()));
      }
      case MESSAGE -> throw new IllegalArgumentException("a message is mutated, not replaced");
    };
  }
}
