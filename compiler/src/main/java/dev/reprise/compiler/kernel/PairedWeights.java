package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.DType;
import java.util.List;

/**
 * Weights of dot products as {@code internal/rp_dsp_dots.h} reads them: two output channels and two inputs to a 32-bit word. Channels a and b of a pair, inputs
 * four at a time: a word for inputs 0 and 2, one for inputs 1 and 3. Each half is {@code 256*b + a} as a signed 16-bit number, so that a multiplication with it
 * counts for both channels. Where the inputs are no multiple of four the last quad ends with the last input and overlaps what is before it; inputs that were
 * counted before, and missing ones and channels, have weight 0.
 */
final class PairedWeights implements ConstantLayout {
  private static final int QUAD = 4;

  /** Whether every pair of weights fits a word's half: -128 does not. */
  static boolean fit(WeightedWork work) {
    for (byte w : work.weights()) {
      if (w == Byte.MIN_VALUE) {
        return false;
      }
    }
    return true;
  }

  @Override
  public List<Constant> constants(WeightedWork work) {
    int taps = work.taps();
    int quads = (taps + QUAD - 1) / QUAD;
    int[] words = new int[(work.outChannels() + 1) / 2 * quads * 2];
    int at = 0;
    for (int channel = 0; channel < work.outChannels(); channel += 2) {
      for (int quad = 0; quad < quads; quad++) {
        int counted = quad * QUAD;
        int first = Math.min(counted, taps - QUAD);
        words[at++] = word(work, channel, first, counted);
        words[at++] = word(work, channel, first + 1, counted);
      }
    }
    return List.of(new Constant("w", DType.I32, words.length, words));
  }

  private static int word(WeightedWork work, int channel, int input, int counted) {
    return half(work, channel, input, counted) & 0xffff | half(work, channel, input + 2, counted) << 16;
  }

  private static int half(WeightedWork work, int channel, int input, int counted) {
    return input < counted ? 0 : 256 * weight(work, channel + 1, input) + weight(work, channel, input);
  }

  private static int weight(WeightedWork work, int channel, int input) {
    return channel < work.outChannels() && input < work.taps() ? work.weights()[channel * work.taps() + input] : 0;
  }
}
