package dev.reprise.host.verify;

import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.TensorKind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Compares values and tensors of two learners, case by case, and stops at the first difference. */
final class LockstepChecks {
  private final LearnerDevice golden;
  private final LearnerDevice device;
  private final List<VerifyCase> cases = new ArrayList<>();
  private String name = "";
  private int comparisons;

  LockstepChecks(LearnerDevice golden, LearnerDevice device) {
    this.golden = golden;
    this.device = device;
  }

  List<VerifyCase> cases() {
    return cases;
  }

  void begin(String caseName) {
    name = caseName;
    comparisons = 0;
  }

  void end() {
    cases.add(new VerifyCase(name, comparisons, null));
  }

  void values(String what, long expected, long actual) {
    comparisons++;
    if (expected != actual) {
      throw fail(what, -1, Long.toString(expected), Long.toString(actual));
    }
  }

  void floats(String what, float expected, float actual) {
    comparisons++;
    if (differ(expected, actual)) {
      throw fail(what, -1, text(expected), text(actual));
    }
  }

  void floats(String what, float[] expected, float[] actual) {
    values("size of " + what, expected.length, actual.length);
    comparisons++;
    for (int i = 0; i < expected.length; i++) {
      if (differ(expected[i], actual[i])) {
        throw fail(what, i, text(expected[i]), text(actual[i]));
      }
    }
  }

  /** By checksum; on a difference both tensors are read to find the element. */
  void tensor(String what, TensorKind kind, int index) {
    compare(what, kind, index, golden.checksum(kind, index).crc(), () -> golden.read(kind, index));
  }

  /** As {@link #tensor} where the golden bytes are at hand: a latent that was made earlier. */
  void bytes(String what, TensorKind kind, int index, byte[] expected) {
    compare(what, kind, index, dev.reprise.compiler.golden.Checksum.of(expected), () -> expected);
  }

  private void compare(String what, TensorKind kind, int index, int expectedCrc, Supplier<byte[]> expected) {
    comparisons++;
    int actualCrc = device.checksum(kind, index).crc();
    if (expectedCrc == actualCrc) {
      return;
    }
    byte[] want = expected.get();
    byte[] got = device.read(kind, index);
    values("size of " + what + " in bytes", want.length, got.length);
    boolean isFloat = kind == TensorKind.WEIGHT || kind == TensorKind.GRADIENT || kind == TensorKind.MOMENTUM;
    if (isFloat) {
      floats(what, asFloats(want), asFloats(got));
    } else {
      for (int i = 0; i < want.length; i++) {
        if (want[i] != got[i]) {
          throw fail(what, i, byteText(want[i]), byteText(got[i]));
        }
      }
    }
    throw fail(
        what + " (checksum; its bytes are equal)", -1, String.format(Locale.ROOT, "%08x", expectedCrc), String.format(Locale.ROOT, "%08x", actualCrc));
  }

  private static float[] asFloats(byte[] bytes) {
    float[] values = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /** By bits, but any NaN equals any other (N1.3). */
  private static boolean differ(float a, float b) {
    return Float.floatToIntBits(a) != Float.floatToIntBits(b);
  }

  private static String text(float value) {
    return String.format(Locale.ROOT, "%s (0x%08x)", value, Float.floatToRawIntBits(value));
  }

  private static String byteText(byte value) {
    return String.format(Locale.ROOT, "%d (0x%02x)", value & 0xff, value & 0xff);
  }

  private DifferenceFound fail(String what, int element, String expected, String actual) {
    Difference difference = new Difference(name, what, element, expected, actual);
    cases.add(new VerifyCase(name, comparisons, difference));
    return new DifferenceFound(difference);
  }
}
