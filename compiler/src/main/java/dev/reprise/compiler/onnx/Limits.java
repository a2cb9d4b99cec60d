package dev.reprise.compiler.onnx;

/** Bounds that are checked before anything is allocated, so that no file, however small, makes the importer take gigabytes. */
public final class Limits {
  /** Elements of one tensor, of the model or computed. */
  public static final long TENSOR_ELEMENTS = 1L << 26;

  /** Elements of all constants together that folding makes. */
  public static final long FOLDED_ELEMENTS = 1L << 25;

  /** Size of an attribute that measures something: a kernel, stride, pad or axis. */
  public static final long MEASURE = 1L << 20;

  private Limits() {}
}
