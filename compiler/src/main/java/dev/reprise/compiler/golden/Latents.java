package dev.reprise.compiler.golden;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.quantize.QTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How latents are stored and read back (docs/numerics.md, N7).
 *
 * @param elements of one latent
 * @param bits Q: 1..8, or 32
 * @param scale8 S_8, scale of the 8-bit codes
 * @param zeroPoint of the 8-bit codes
 */
public record Latents(int elements, int bits, float scale8, int zeroPoint) {
  public static Latents of(LearnerModel model) {
    QTensor latent = model.frozen().tensor(model.frozen().output());
    return new Latents(latent.shape().elements(), model.latentBits(), latent.scale(), latent.zeroPoint());
  }

  public int slotBytes() {
    return (int) (((long) elements * bits + 7) / 8);
  }

  /** S_Q of N7.2; S_8 where values are stored as binary32. */
  public float scale() {
    return bits == 32 ? scale8 : (float) (255.0 * scale8 / ((1 << bits) - 1));
  }

  /** o of N7.2. */
  public float offset() {
    return (float) (-zeroPoint * (double) scale8);
  }

  /** 8-bit codes to a slot: N7.1 and N7.3, or N7.4. */
  public byte[] pack(byte[] codes) {
    byte[] slot = new byte[slotBytes()];
    if (bits == 32) {
      ByteBuffer buffer = ByteBuffer.wrap(slot).order(ByteOrder.LITTLE_ENDIAN);
      for (byte code : codes) {
        buffer.putFloat((float) (code & 0xff) * scale8 + offset());
      }
      return slot;
    }
    for (int k = 0; k < elements; k++) {
      int code = (2 * (codes[k] & 0xff) * ((1 << bits) - 1) + 255) / 510;
      for (int b = 0; b < bits; b++) {
        int position = k * bits + b;
        slot[position / 8] |= (byte) ((code >> b & 1) << position % 8);
      }
    }
    return slot;
  }

  /** A slot to the values that the adaptive stage sees: N7.2, or N7.4. */
  public float[] unpack(byte[] slot) {
    float[] x = new float[elements];
    if (bits == 32) {
      ByteBuffer.wrap(slot).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(x);
      return x;
    }
    float scale = scale();
    float offset = offset();
    for (int k = 0; k < elements; k++) {
      int code = 0;
      for (int b = 0; b < bits; b++) {
        int position = k * bits + b;
        code |= (slot[position / 8] >> position % 8 & 1) << b;
      }
      x[k] = (float) code * scale + offset;
    }
    return x;
  }
}
