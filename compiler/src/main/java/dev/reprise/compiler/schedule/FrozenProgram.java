package dev.reprise.compiler.schedule;

import dev.reprise.compiler.kernel.XpulpChannel;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import java.util.List;
import java.util.Map;

/**
 * The frozen stage as kernel calls.
 *
 * @param input codes of one sample
 * @param output codes of its latent; the same buffer as {@code input} where the frozen stage moves nothing
 * @param constants data of every CONSTANT buffer: {@code byte[]} (S8 or U8), {@code int[]} (I32) or {@code List<Requant>}
 */
public record FrozenProgram(Buffer input, Buffer output, Map<Buffer, Object> constants, List<Call> calls) {
  /** {@code sizeof(rp_xpulp_channel)}. */
  private static final int CHANNEL_BYTES = 16;
  /** {@code sizeof(rp_requant)}. */
  private static final int REQUANT_BYTES = 8;

  /** Bytes that a constant takes as a C array; output stages are structures. */
  public long bytes(Buffer constant) {
    if (constants.get(constant) instanceof List<?> stages) {
      return (long) stages.size() * (!stages.isEmpty() && stages.get(0) instanceof XpulpChannel ? CHANNEL_BYTES : REQUANT_BYTES);
    }
    return constant.bytes(1);
  }
}
