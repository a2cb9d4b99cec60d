package dev.reprise.compiler.ir;

/** Element types of tensors. Integer and boolean types occur only in shape arithmetic, which import folds away. */
public enum DType {
  F32(4),
  F64(8),
  U8(1),
  S8(1),
  I32(4),
  I64(8),
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  public int bytes() {
    return bytes;
  }
}
