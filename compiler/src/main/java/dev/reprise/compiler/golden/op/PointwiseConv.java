package dev.reprise.compiler.golden.op;

import java.util.Arrays;

/**
 * A 1x1 convolution over few pixels with many channels: pixels outside, channels innermost, so that rows are long. The order of each
 * element's terms is that of {@link ConvNest}, so the bits are the same; only the speed differs.
 */
record PointwiseConv(int batch, int inChannels, int outChannels, int pixels) {
  /** Whether the convolution is of this kind. */
  static boolean fits(ConvNest nest) {
    return nest.plane().pointwise() && nest.groups() == 1 && nest.outSize() < Math.min(nest.inChannels(), nest.outChannels());
  }

  static PointwiseConv of(ConvNest nest) {
    return new PointwiseConv(nest.batch(), nest.inChannels(), nest.outChannels(), nest.outSize());
  }

  /** @param y holds the bias on entry */
  void forward(float[] x, float[] w, float[] y, Mac mac) {
    float[] byInput = new float[w.length];
    for (int oc = 0; oc < outChannels; oc++) {
      for (int ic = 0; ic < inChannels; ic++) {
        byInput[ic * outChannels + oc] = w[oc * inChannels + ic];
      }
    }
    float[] acc = new float[outChannels];
    for (int s = 0; s < batch; s++) {
      for (int p = 0; p < pixels; p++) {
        gather(y, s, p, acc);
        for (int ic = 0; ic < inChannels; ic++) {
          mac.axpy(outChannels, x[(s * inChannels + ic) * pixels + p], byInput, ic * outChannels, 1, acc, 0, 1);
        }
        scatter(acc, y, s, p);
      }
    }
  }

  void inputGradient(float[] dy, float[] w, float[] dx, Mac mac) {
    float[] acc = new float[inChannels];
    for (int s = 0; s < batch; s++) {
      for (int p = 0; p < pixels; p++) {
        Arrays.fill(acc, 0f);
        for (int oc = 0; oc < outChannels; oc++) {
          mac.axpy(inChannels, dy[(s * outChannels + oc) * pixels + p], w, oc * inChannels, 1, acc, 0, 1);
        }
        scatter(acc, dx, s, p);
      }
    }
  }

  void weightGradient(float[] x, float[] dy, float[] dw, Mac mac) {
    float[] pixel = new float[inChannels];
    for (int s = 0; s < batch; s++) {
      for (int p = 0; p < pixels; p++) {
        gather(x, s, p, pixel);
        for (int oc = 0; oc < outChannels; oc++) {
          mac.axpy(inChannels, dy[(s * outChannels + oc) * pixels + p], pixel, 0, 1, dw, oc * inChannels, 1);
        }
      }
    }
  }

  /** All channels of one pixel of a tensor with {@code channels.length} channels. */
  private void gather(float[] tensor, int sample, int pixel, float[] channels) {
    for (int c = 0; c < channels.length; c++) {
      channels[c] = tensor[(sample * channels.length + c) * pixels + pixel];
    }
  }

  private void scatter(float[] channels, float[] tensor, int sample, int pixel) {
    for (int c = 0; c < channels.length; c++) {
      tensor[(sample * channels.length + c) * pixels + pixel] = channels[c];
    }
  }
}
