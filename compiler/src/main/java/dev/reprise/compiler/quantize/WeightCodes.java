package dev.reprise.compiler.quantize;

import java.util.Arrays;

/**
 * Weights that were already quantized in the imported model, with the float weights they stand for.
 *
 * @param floats {@code codes[i]*scales[channel]}, rounded once to binary32, output channel first
 * @param codes signed 8-bit
 * @param scales one per output channel
 */
public record WeightCodes(float[] floats, byte[] codes, float[] scales) {
  /** Whether these are the codes of exactly {@code weights}. */
  boolean stand(float[] weights) {
    return Arrays.equals(floats, weights);
  }
}
