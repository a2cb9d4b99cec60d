package dev.reprise.host.link;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.host.device.CommitResult;
import dev.reprise.host.device.DeviceError;
import dev.reprise.host.device.DeviceInfo;
import dev.reprise.host.device.TrainResult;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Reads the payloads of answers. */
final class Answers {
  private static final int PROTOCOL = 1;
  private static final int HELLO_BYTES = 37;

  private Answers() {}

  /** What follows the status of a request that was not refused. */
  static ByteBuffer ok(ByteBuffer answer, Request request, String place) {
    if (!answer.hasRemaining()) {
      throw RepriseException.of(LinkError.BAD_ANSWER, place, request, "it is empty");
    }
    int status = answer.get() & 0xff;
    if (status == Status.NOT_BUILT_IN && (request == Request.SAVE || request == Request.RESTORE)) {
      throw RepriseException.of(DeviceError.NO_STORAGE, place, request);
    }
    if (status == Status.NOT_BUILT_IN && request == Request.PROFILE) {
      throw RepriseException.of(DeviceError.NOT_PROFILED, place);
    }
    if (status == Status.NO_COUNTER) {
      throw RepriseException.of(DeviceError.NO_COUNTER, place);
    }
    if (status != Status.OK) {
      throw RepriseException.of(DeviceError.REFUSED, place, request, Status.text(status));
    }
    return answer;
  }

  static DeviceInfo info(ByteBuffer in, String place) {
    if (in.remaining() != HELLO_BYTES) {
      throw RepriseException.of(LinkError.BAD_ANSWER, place, Request.HELLO, in.remaining() + " bytes instead of " + HELLO_BYTES);
    }
    byte[] hash = new byte[8];
    in.get(hash);
    int protocol = in.get() & 0xff;
    if (protocol != PROTOCOL) {
      throw RepriseException.of(LinkError.OTHER_PROTOCOL, place, protocol, PROTOCOL);
    }
    Accumulate accumulate = in.get() == 0 ? Accumulate.SEPARATE : Accumulate.FUSED;
    int state = in.get() & 0xff;
    boolean momentum = (in.get() & 1) != 0;
    return new DeviceInfo(
        HexFormat.of().formatHex(hash), accumulate, state, momentum, in.getInt(), u16(in), u16(in), u16(in), u16(in), in.get() & 0xff, u16(in),
        in.getInt() & 0xffffffffL, u16(in), in.getInt() & 0xffffffffL);
  }

  static TrainResult train(ByteBuffer in, String place) {
    int result = in.get() & 0xff;
    if (result == 0 && in.remaining() == 16) {
      return new TrainResult.Minibatch(in.getInt() & 0xffffffffL, in.getInt() & 0xffffffffL, in.getFloat(), in.getFloat());
    }
    if (result == 1 && in.remaining() == 2) {
      return new TrainResult.NeedsSample(u16(in));
    }
    if (result == 2) {
      return new TrainResult.Trained();
    }
    throw RepriseException.of(LinkError.BAD_ANSWER, place, Request.TRAIN, "result " + result + " with " + in.remaining() + " bytes");
  }

  static CommitResult commit(ByteBuffer in, String place) {
    int result = in.get() & 0xff;
    if (result == 0 && in.remaining() == 8) {
      return new CommitResult.Committed(u16(in), u16(in), in.getInt() & 0xffffffffL);
    }
    if (result == 1 && in.remaining() == 2) {
      return new CommitResult.NeedsSample(u16(in));
    }
    throw RepriseException.of(LinkError.BAD_ANSWER, place, Request.EVENT_END, "result " + result + " with " + in.remaining() + " bytes");
  }

  private static int u16(ByteBuffer in) {
    return in.getShort() & 0xffff;
  }
}
