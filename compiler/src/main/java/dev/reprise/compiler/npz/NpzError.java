package dev.reprise.compiler.npz;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of NumPy files: RP179x. */
public enum NpzError implements ErrorCode {
  UNREADABLE(1790, "cannot be read: %s", "Check that the path names a readable .npz or .npy file."),
  MALFORMED(1791, "is not a NumPy file: %s", "Write it again with numpy.save, numpy.savez or numpy.savez_compressed."),
  UNSUPPORTED_TYPE(
      1792, "holds elements of type '%s'; float32, float64, int8, uint8, int32, int64 and bool are read", "Convert the array with astype before saving it."),
  TOO_LARGE(1793, "holds an array of shape %s, which is too large", "Split the array into files of less than 2 GB.");

  private final ErrorText text;

  NpzError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
