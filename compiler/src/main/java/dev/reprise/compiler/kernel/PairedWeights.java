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

  /** Inputs that the kernel sums before it tells b's sum from a's: {@code RP_DSP_STRETCH} and three. */
  private static final int TOGETHER = 259;

  /** What the weights of a channel may come to in so many inputs: 255 times it is less than 2^23. */
  private static final int MOST = (1 << 23) / 255;

  /**
   * Whether every pair of weights fits a word's half and every stretch of sums its 24 bits. Only weights of -128, which our quantizer does not make but imported models may have, can be in the way: as b of a
   * pair whose a is negative, or where almost all of a stretch are as large.
   */
  static boolean fit(WeightedWork work) {
    for (int channel = 0; channel < work.outChannels(); channel++) {
      int together = 0;
      for (int input = 0; input < work.taps(); input++) {
        int w = weight(work, channel, input);
        if (w == Byte.MIN_VALUE && channel % 2 == 1 && weight(work, channel - 1, input) < 0) {
          return false;
        }
        together += Math.abs(w) - (input < TOGETHER ? 0 : Math.abs(weight(work, channel, input - TOGETHER)));
        if (together > MOST) {
          return false;
        }
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
