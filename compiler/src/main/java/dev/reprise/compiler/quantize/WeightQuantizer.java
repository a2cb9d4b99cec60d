package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayList;
import java.util.List;

/**
 * Quantizes the weights and biases of a convolution or linear layer: symmetric, one scale per output channel, with a proof that every
 * accumulator fits 32 bits (docs/numerics.md, N6.1, N6.2).
 */
final class WeightQuantizer {
  private static final int MAX_CODE = 127;
  /** Biases stay below this, which leaves as much again for the products. */
  private static final double MAX_BIAS = 0x1p30;
  private static final double INT32 = 0x1p31;
  /** How often the output scale may be doubled to make the accumulator fit. */
  private static final int MAX_DOUBLINGS = 24;

  private final String place;
  private final float[] weights;
  private final float[] biases;
  private final QParams input;
  private final int channels;
  private final int taps;
  private final byte[] codes;
  private final float[] scales;
  private final int[] bias;

  private WeightQuantizer(String place, float[] weights, float[] biases, QParams input) {
    this.place = place;
    this.weights = weights;
    this.biases = biases;
    this.input = input;
    this.channels = biases.length;
    this.taps = channels == 0 ? 0 : weights.length / channels;
    this.codes = new byte[weights.length];
    this.scales = new float[channels];
    this.bias = new int[channels];
  }

  /**
   * @param place for diagnostics
   * @param weights [M, taps], output channel first
   * @param biases [M]
   * @param given codes of these weights from an imported model, or null
   */
  static IntegerWeights quantize(String place, float[] weights, float[] biases, QParams input, QParams output, WeightCodes given) {
    WeightQuantizer q = new WeightQuantizer(place, weights, biases, input);
    for (int c = 0; c < q.channels; c++) {
      if (given != null) {
        q.take(c, given);
      } else {
        q.round(c, output);
      }
    }
    return q.requantize(output);
  }

  private void take(int c, WeightCodes given) {
    scales[c] = given.scales()[c];
    System.arraycopy(given.codes(), c * taps, codes, c * taps, taps);
    double b = biases[c] / accumulatorScale(c);
    if (Math.abs(b) > INT32) {
      throw RepriseException.of(QuantizationError.ACCUMULATOR, place, c, b);
    }
    bias[c] = (int) Math.rint(b); // saturates, as a given bias of 2^31-1, rounded to binary32, needs
  }

  private void round(int c, QParams output) {
    float largest = 0;
    for (int i = c * taps; i < (c + 1) * taps; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
    }
    double scale = (double) largest / MAX_CODE;
    // A channel of (almost) zeros takes any scale; this one gives the bias 16 bits below the output's step.
    double finest = 0x1p-16 * output.scale() / input.scale();
    double forBias = Math.abs(biases[c]) / (input.scale() * MAX_BIAS);
    scales[c] = (float) Math.max(Math.max(scale, forBias), scale < finest * 0x1p-12 ? finest : Float.MIN_NORMAL);
    for (int i = c * taps; i < (c + 1) * taps; i++) {
      codes[i] = (byte) Math.max(-MAX_CODE, Math.min(MAX_CODE, Math.rint(weights[i] / (double) scales[c])));
    }
    bias[c] = (int) Math.rint(biases[c] / accumulatorScale(c));
  }

  private double accumulatorScale(int c) {
    return (double) input.scale() * scales[c];
  }

  private IntegerWeights requantize(QParams wanted) {
    QParams output = wanted;
    for (int k = 0; ; k++) {
      List<Requant> requant = new ArrayList<>();
      int c = 0;
      while (c < channels && accumulatorScale(c) / output.scale() < RequantSolver.LIMIT) {
        Requant r = RequantSolver.solve(accumulatorScale(c) / output.scale());
        if (!RequantSolver.fits(bound(c), r)) {
          break;
        }
        requant.add(r);
        c++;
      }
      if (c == channels) {
        return new IntegerWeights(codes, scales, bias, requant, output);
      }
      if (k == MAX_DOUBLINGS || bound(c) > Integer.MAX_VALUE) {
        throw RepriseException.of(QuantizationError.ACCUMULATOR, place, c, bound(c));
      }
      output = new QParams(output.scale() * 2, output.zeroPoint());
    }
  }

  /** The largest magnitude that the accumulator of channel {@code c} can reach. */
  private long bound(int c) {
    long sum = 0;
    for (int i = c * taps; i < (c + 1) * taps; i++) {
      sum += Math.abs(codes[i]);
    }
    return sum * input.magnitude() + Math.abs((long) bias[c]);
  }
}
