package dev.reprise.simulators.pulp;

/** Xpulp packed operations; one cycle each. */
final class SimdExecutor {
  private SimdExecutor() {}

  static void execute(Core c, Instruction i) {
    int[] x = c.x;
    int a = x[i.rs1];
    int b =
        switch (i.second) {
          case REGISTER -> x[i.rs2];
          case HALF -> replicated(x[i.rs2], false);
          case BYTE -> replicated(x[i.rs2], true);
          case IMMEDIATE -> i.imm;
        };
    int d = x[i.destination()];
    x[i.rd] =
        switch (i.op) {
          case PV_SDOTSP_B -> d + dotBytes(a, b);
          case PV_DOTSP_B -> dotBytes(a, b);
          case PV_SDOTUP_B -> d + dotUnsignedBytes(a, b);
          case PV_DOTUP_B -> dotUnsignedBytes(a, b);
          case PV_SDOTUSP_B -> d + dotMixedBytes(a, b);
          case PV_DOTUSP_B -> dotMixedBytes(a, b);
          case PV_SDOTSP_H -> d + (short) a * (short) b + (a >> 16) * (b >> 16);
          case PV_DOTSP_H -> (short) a * (short) b + (a >> 16) * (b >> 16);
          case PV_SDOTUP_H -> d + (a & 0xffff) * (b & 0xffff) + (a >>> 16) * (b >>> 16);
          case PV_DOTUP_H -> (a & 0xffff) * (b & 0xffff) + (a >>> 16) * (b >>> 16);
          case PV_SDOTUSP_H -> d + (a & 0xffff) * (short) b + (a >>> 16) * (b >> 16);
          case PV_DOTUSP_H -> (a & 0xffff) * (short) b + (a >>> 16) * (b >> 16);
          case PV_SHUFFLE2_H -> pick(d, a, b & 1, b >> 1, 16) | pick(d, a, b >> 16 & 1, b >> 17, 16) << 16;
          case PV_SHUFFLE2_B ->
              pick(d, a, b & 3, b >> 2, 8)
                  | pick(d, a, b >> 8 & 3, b >> 10, 8) << 8
                  | pick(d, a, b >> 16 & 3, b >> 18, 8) << 16
                  | pick(d, a, b >> 24 & 3, b >> 26, 8) << 24;
          case PV_PACK_H -> a << 16 | b & 0xffff;
          case PV_PACKHI_B -> a << 24 | (b & 0xff) << 16 | d & 0xffff;
          case PV_PACKLO_B -> d & 0xffff0000 | (a & 0xff) << 8 | b & 0xff;
          default -> elementwise(i.op, a, b);
        };
  }

  /** The lowest byte, or halfword, in all places. */
  static int replicated(int element, boolean bytes) {
    return bytes ? (element & 0xff) * 0x01010101 : (element & 0xffff) * 0x00010001;
  }

  private static int dotBytes(int a, int b) {
    return (byte) a * (byte) b + (byte) (a >> 8) * (byte) (b >> 8) + (byte) (a >> 16) * (byte) (b >> 16) + (a >> 24) * (b >> 24);
  }

  private static int dotUnsignedBytes(int a, int b) {
    return (a & 0xff) * (b & 0xff)
        + (a >>> 8 & 0xff) * (b >>> 8 & 0xff)
        + (a >>> 16 & 0xff) * (b >>> 16 & 0xff)
        + (a >>> 24) * (b >>> 24);
  }

  /** a unsigned, b signed. */
  private static int dotMixedBytes(int a, int b) {
    return (a & 0xff) * (byte) b + (a >>> 8 & 0xff) * (byte) (b >> 8) + (a >>> 16 & 0xff) * (byte) (b >> 16) + (a >>> 24) * (b >> 24);
  }

  /** One element of {@code d}, or of {@code a} where the selector's low bit is set. */
  private static int pick(int d, int a, int element, int selector, int bits) {
    return ((selector & 1) == 0 ? d : a) >>> element * bits & (1 << bits) - 1;
  }

  private static int elementwise(Op op, int a, int b) {
    boolean bytes = switch (op) { case PV_ADD_B, PV_SUB_B, PV_MIN_B, PV_MAX_B, PV_MAXU_B -> true; default -> false; };
    int bits = bytes ? 8 : 16;
    int result = 0;
    for (int shift = 0; shift < 32; shift += bits) {
      int p = a << 32 - bits - shift >> 32 - bits;
      int q = b << 32 - bits - shift >> 32 - bits;
      int mask = (1 << bits) - 1;
      int r =
          switch (op) {
            case PV_ADD_H, PV_ADD_B -> p + q;
            case PV_SUB_H, PV_SUB_B -> p - q;
            case PV_MIN_H, PV_MIN_B -> Math.min(p, q);
            case PV_MAX_H, PV_MAX_B -> Math.max(p, q);
            case PV_MAXU_H, PV_MAXU_B -> Math.max(p & mask, q & mask);
            default -> throw new IllegalStateException(op.name());
          };
      result |= (r & mask) << shift;
    }
    return result;
  }
}
