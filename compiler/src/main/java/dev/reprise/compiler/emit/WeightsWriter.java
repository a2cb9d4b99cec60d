package dev.reprise.compiler.emit;

import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.kernel.DspChannel;
import dev.reprise.compiler.kernel.XpulpChannel;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.quantize.Requant;
import dev.reprise.compiler.schedule.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code rp_weights.c} and {@code rp_weights.h}: the constants in flash. */
final class WeightsWriter {
  private static final int PER_LINE = 16;
  /** Kernels read codes in words. */
  private static final String ALIGNED = " __attribute__((aligned(4)))";

  private static final String IN_L3 = " __attribute__((section(\".l3\"), aligned(4)))";

  private final String storage;
  private final Predicate<Buffer> outside;
  private final Predicate<Buffer> fetched;
  private final StringBuilder source = new StringBuilder();
  private final StringBuilder header =
      new StringBuilder("#ifndef RP_WEIGHTS_H\n#define RP_WEIGHTS_H\n\n#include \"rp_kernels_s8_dsp.h\"\n#include \"rp_kernels_xpulp.h\"\n\n");

  /**
   * @param outside of constants in L3, named by their buffers
   * @param fetched of those of them that come whole to memory of the plan, which has their buffer's name
   */
  WeightsWriter(Schedule schedule, Predicate<Buffer> outside, Predicate<Buffer> fetched) {
    storage = "const ";
    this.outside = outside;
    this.fetched = fetched;
    source.append("#include \"rp_weights.h\"\n");
    arrays(schedule.frozen().constants(), schedule.adaptive().constants());
    header.append("\n#endif\n");
  }

  private WeightsWriter(Map<Buffer, Object> integers, Map<Buffer, Tensor> floats, Predicate<Buffer> outside, Predicate<Buffer> fetched) {
    storage = "static const ";
    this.outside = outside;
    this.fetched = fetched;
    arrays(integers, floats);
  }

  /** Definitions of constants for one file alone; predicates as above. */
  static String local(Map<Buffer, Object> integers, Map<Buffer, Tensor> floats, Predicate<Buffer> outside, Predicate<Buffer> fetched) {
    return new WeightsWriter(integers, floats, outside, fetched).source();
  }

  private void arrays(Map<Buffer, Object> integers, Map<Buffer, Tensor> floats) {
    integers.forEach(this::integers);
    floats.forEach((buffer, tensor) -> floats(buffer, tensor.floats()));
  }

  String source() {
    return source.toString();
  }

  String header() {
    return header.toString();
  }

  /** The array that holds a buffer's constant: weights start from theirs, constants are theirs. */
  static String arrayName(Buffer buffer) {
    return buffer.kind() == Buffer.Kind.WEIGHT ? CText.name(buffer) + "_initial" : CText.name(buffer);
  }

  /** The array in L3 of a constant that comes whole to where its buffer's name says. */
  static String fetchedName(Buffer buffer) {
    return CText.name(buffer) + "_far";
  }

  private String array(Buffer buffer) {
    return fetched.test(buffer) ? fetchedName(buffer) : arrayName(buffer);
  }

  private String section(Buffer buffer, String otherwise) {
    return outside.test(buffer) ? IN_L3 : otherwise;
  }

  private void integers(Buffer buffer, Object data) {
    if (data instanceof byte[] b) {
      boolean signed = buffer.type() == DType.S8;
      array(signed ? "int8_t" : "uint8_t", section(buffer, ALIGNED), array(buffer), b.length, i -> source.append(signed ? b[i] : b[i] & 0xff));
    } else if (data instanceof int[] v) {
      array("int32_t", section(buffer, ""), array(buffer), v.length, i -> source.append(number(v[i])));
    } else {
      List<?> list = (List<?>) data;
      array(stageType(list), section(buffer, ""), array(buffer), list.size(), i -> outputStage(list.get(i)));
    }
  }

  private static String stageType(List<?> stages) {
    Object first = stages.isEmpty() ? null : stages.get(0);
    if (first instanceof XpulpChannel) {
      return "rp_xpulp_channel";
    }
    return first instanceof DspChannel ? "rp_dsp_channel" : "rp_requant";
  }

  private void outputStage(Object stage) {
    if (stage instanceof DspChannel c) {
      members(number(c.bias()), number(c.m()), number(c.add()), c.l(), c.r(), c.zp(), c.plain());
    } else if (stage instanceof XpulpChannel c) {
      members(number(c.bias()), CText.literal(c.scale()), String.format(Locale.ROOT, "{%d, %d, %d}", c.requant().m(), c.requant().l(), c.requant().r()));
    } else {
      Requant q = (Requant) stage;
      members(q.m(), q.l(), q.r());
    }
  }

  private void members(Object... values) {
    source.append(Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", ", "{", "}")));
  }

  /** The literal 2147483648 would not be an int: INT_MIN is written as a difference. */
  private static String number(int value) {
    return value == Integer.MIN_VALUE ? "(-2147483647 - 1)" : Integer.toString(value);
  }

  private void floats(Buffer buffer, float[] data) {
    array("float", section(buffer, ""), array(buffer), data.length, i -> source.append(CText.literal(data[i])));
  }

  private void array(String type, String attribute, String name, int n, IntConsumer element) {
    header.append("extern const ").append(type).append(' ').append(name).append('[').append(Math.max(n, 1)).append("];\n");
    source.append("\n").append(storage).append(type).append(' ').append(name).append('[').append(Math.max(n, 1)).append("]").append(attribute).append(" = {");
    for (int i = 0; i < n; i++) {
      source.append(i % PER_LINE == 0 ? "\n    " : " ");
      element.accept(i);
      source.append(',');
    }
    source.append(n == 0 ? "0" : "\n").append("};\n");
  }
}
