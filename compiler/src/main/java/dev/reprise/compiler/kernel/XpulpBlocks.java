package dev.reprise.compiler.kernel;

/** Cost of the integer matrix products for Xpulp, {@code rp_xpulp_code_matmul}, counted from the instructions of its blocks; data in L1. */
final class XpulpBlocks {
  /** Four inputs of four pixels by four channels: 8 loads, 16 products. */
  private static final double QUAD = 24;
  /** Start of sixteen sums and their codes. */
  private static final double BLOCK = 200;
  /** One output with its share of loops; each four inputs of it. */
  private static final double SINGLE = 30;
  private static final double SINGLE_QUAD = 6;
  /** Fork and join, and what each core does once. */
  static final int CALL = 150;

  private XpulpBlocks() {}

  /** Estimated cycles of {@code channels} dot products of {@code depth} inputs with each of {@code pixels} pixels. */
  static double product(int channels, long pixels, int depth, Machine machine) {
    double quads = depth / 4;
    double block = quads * QUAD + BLOCK;
    double single = quads * SINGLE_QUAD + SINGLE;
    long left = channels * (pixels % 4) + channels % 4 * (pixels / 4 * 4);
    return CALL + machine.most((long) (channels / 4) * (pixels / 4)) * block + machine.most(left) * single;
  }
}
