package dev.reprise.compiler.emit;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.quantize.QTensor;

/**
 * Scale and offset with which the device dequantizes latents (docs/numerics.md, N7.2, N7.4).
 *
 * @param scale S_Q, or S_8 where latents are stored as floats
 * @param offset o
 */
record LatentCode(float scale, float offset) {
  static LatentCode of(LearnerModel model) {
    QTensor latent = model.frozen().tensor(model.frozen().output());
    double s8 = latent.scale();
    double scale = model.latentBits() == 32 ? s8 : 255.0 * s8 / ((1 << model.latentBits()) - 1);
    // zero point 0 gives +0, not -0
    double offset = latent.zeroPoint() == 0 ? 0 : -latent.zeroPoint() * s8;
    return new LatentCode((float) scale, (float) offset);
  }
}
