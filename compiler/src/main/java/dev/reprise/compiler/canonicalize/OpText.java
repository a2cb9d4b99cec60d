package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Window;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Attributes of an operator in {@link GraphText}: the components of its record as {@code name=value}, a {@link Window} spread into its own
 * components. What has its neutral value (strides, dilations and groups of 1, pads of 0, false) is left out.
 */
final class OpText {
  private OpText() {}

  static String print(Op op) {
    List<String> parts = new ArrayList<>();
    printRecord(op, parts);
    return String.join(" ", parts);
  }

  private static void printRecord(Object record, List<String> parts) {
    for (RecordComponent c : record.getClass().getRecordComponents()) {
      Object value = invoke(c, record);
      if (value instanceof Window window) {
        printRecord(window, parts);
      } else {
        String text = text(value);
        int entries = value instanceof List<?> list ? list.size() : 1;
        if (!text.equals(neutral(c.getName(), entries))) {
          parts.add(c.getName() + "=" + text);
        }
      }
    }
  }

  private static String text(Object value) {
    if (value instanceof Shape shape) {
      return print(Arrays.stream(shape.dims()).boxed().toList());
    }
    return value instanceof List<?> list ? print(list) : value.toString();
  }

  private static String print(List<?> list) {
    return list.stream().map(Object::toString).collect(Collectors.joining(",", "[", "]"));
  }

  private static String neutral(String component, int entries) {
    return switch (component) {
      case "strides", "dilations" -> print(Collections.nCopies(entries, 1));
      case "padsBegin", "padsEnd" -> print(Collections.nCopies(entries, 0));
      case "groups" -> "1";
      case "ceil", "countIncludePad", "transA", "transB", "keepDims" -> "false";
      default -> null;
    };
  }

  static Op parse(String kind, Map<String, String> attributes) {
    for (Class<?> type : Op.class.getPermittedSubclasses()) {
      if (type.getSimpleName().equals(kind)) {
        return (Op) build(type, attributes);
      }
    }
    throw new IllegalArgumentException("no operator is called " + kind);
  }

  private static Object build(Class<?> type, Map<String, String> attributes) {
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent c = components[i];
      if (c.getType() == Window.class) {
        arguments[i] = build(Window.class, attributes);
      } else {
        int entries = type == Window.class ? list(attributes.get("kernel")).size() : 1;
        String text = attributes.getOrDefault(c.getName(), neutral(c.getName(), entries));
        if (text == null) {
          throw new IllegalArgumentException(type.getSimpleName() + " needs the attribute " + c.getName());
        }
        arguments[i] = value(c.getType(), text);
      }
    }
    try {
      Class<?>[] types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      return constructor.newInstance(arguments);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot build " + type.getSimpleName() + " of " + attributes, e);
    }
  }

  private static Object value(Class<?> type, String text) {
    if (type == int.class) {
      return Integer.parseInt(text);
    } else if (type == float.class) {
      return Float.parseFloat(text);
    } else if (type == boolean.class) {
      return Boolean.parseBoolean(text);
    } else if (type == Shape.class) {
      return Shape.of(list(text).stream().mapToInt(Integer::intValue).toArray());
    }
    return list(text);
  }

  private static List<Integer> list(String text) {
    String inner = text == null ? "" : text.substring(1, text.length() - 1);
    return inner.isBlank() ? List.of() : Arrays.stream(inner.split(",")).map(String::strip).map(Integer::parseInt).toList();
  }

  private static Object invoke(RecordComponent c, Object record) {
    try {
      return c.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }
}
