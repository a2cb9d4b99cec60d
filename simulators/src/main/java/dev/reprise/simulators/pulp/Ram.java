package dev.reprise.simulators.pulp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A memory with the decoded form of what was executed in it; a store forgets the decoded instructions it touches. */
final class Ram {
  private static final VarHandle HALF = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  final int base;
  final int size;
  private final byte[] data;
  private final Instruction[] code;
  private final FunctionTable functions;

  Ram(int base, int size, FunctionTable functions) {
    this.base = base;
    this.size = size;
    this.functions = functions;
    data = new byte[size];
    code = new Instruction[size / 2];
  }

  /** Whether all bytes lie here; {@code offset} may be any value. */
  boolean holds(int offset, int bytes) {
    return offset >= 0 && offset <= size - bytes;
  }

  /** Zero-extended. */
  int load(int offset, int bytes) {
    return switch (bytes) {
      case 4 -> (int) WORD.get(data, offset);
      case 2 -> (short) HALF.get(data, offset) & 0xffff;
      default -> data[offset] & 0xff;
    };
  }

  void store(int offset, int bytes, int value) {
    switch (bytes) {
      case 4 -> WORD.set(data, offset, value);
      case 2 -> HALF.set(data, offset, (short) value);
      default -> data[offset] = (byte) value;
    }
    // an instruction of 4 bytes may begin 2 before
    int last = offset + bytes - 1 >> 1;
    for (int i = Math.max(0, (offset >> 1) - 1); i <= last; i++) {
      if (code[i] != null) {
        code[i] = null;
      }
    }
  }

  void write(int offset, byte[] bytes) {
    if (bytes.length > 0) {
      System.arraycopy(bytes, 0, data, offset, bytes.length);
      Arrays.fill(code, Math.max(0, (offset >> 1) - 1), (offset + bytes.length - 1 >> 1) + 1, null);
    }
  }

  byte[] read(int offset, int bytes) {
    return Arrays.copyOfRange(data, offset, offset + bytes);
  }

  Instruction fetch(int offset) {
    Instruction i = code[offset >> 1];
    return i == null ? decode(offset) : i;
  }

  private Instruction decode(int offset) {
    int bits = offset + 4 <= size ? load(offset, 4) : load(offset, 2);
    if ((bits & 3) == 3 && offset + 4 > size) {
      throw Trap.access("fetch", base + offset, 4);
    }
    Instruction i = Decoder.decode(bits);
    i.function = functions.at(base + offset);
    i.changesRegion = functions.changesRegion(base + offset);
    i.entersRegion = functions.entersRegion(base + offset);
    code[offset >> 1] = i;
    return i;
  }
}
