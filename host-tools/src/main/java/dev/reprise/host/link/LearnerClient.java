package dev.reprise.host.link;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.host.device.Checksum;
import dev.reprise.host.device.CommitResult;
import dev.reprise.host.device.DeviceInfo;
import dev.reprise.host.device.Inference;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.PlaceCycles;
import dev.reprise.host.device.Restored;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.device.Traffic;
import dev.reprise.host.device.TrainResult;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The host's side of docs/link.md: a learner at the other end of a {@link Transport}. Used by one thread. */
public final class LearnerClient implements LearnerDevice {
  /** Bytes of a sample or tensor in one frame. */
  private static final int MOST_DATA = 60;

  private static final int LEAST_DATA = 8;
  private static final int MOST_LOGITS = 14;
  private static final int PROFILE_START = 0xffff;

  /** Frames that must go through at once before DATA frames grow again. */
  private static final int GROW_AFTER = 16;

  private final Transport transport;
  private final String modelHash;
  private final RequestChannel channel;
  private DeviceInfo info;
  private int dataBytes = MOST_DATA;
  private long dataFrames;
  private RepriseException dataFailure;

  private LearnerClient(Transport transport, String modelHash, RequestChannel channel) {
    this.transport = transport;
    this.modelHash = modelHash;
    this.channel = channel;
  }

  /**
   * Says HELLO and takes over {@code transport}, which is closed with the client, also when this fails.
   *
   * @param modelHash 16 hexadecimal digits; null takes any model
   */
  public static LearnerClient connect(Transport transport, String modelHash, LinkTiming timing, LinkListener listener) {
    LearnerClient client = new LearnerClient(transport, modelHash, new RequestChannel(transport, timing, listener));
    try {
      client.reconnect();
      return client;
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  @Override
  public void reconnect() {
    SecureRandom random = new SecureRandom();
    hello(random.nextInt(), random.nextInt(1, 1 << 16));
  }

  /** A random first seq keeps answers that an earlier session left in the line from being taken for this one's. */
  private void hello(int session, int seq) {
    byte[] hash = HexFormat.of().parseHex(modelHash == null ? "0".repeat(16) : modelHash);
    channel.restart(seq);
    ByteBuffer answer = channel.call(Request.HELLO, Payload.of(12).i32(session).bytes(hash).done());
    int status = answer.remaining() == 0 ? -1 : answer.get(0);
    if (status == Status.OTHER_MODEL && answer.remaining() >= 9) {
      throw RepriseException.of(LinkError.OTHER_MODEL, name(), HexFormat.of().formatHex(answer.array(), 1, 9), modelHash);
    }
    info = Answers.info(Answers.ok(answer, Request.HELLO, name()), name());
  }

  @Override
  public String name() {
    return transport.name();
  }

  @Override
  public DeviceInfo info() {
    return info;
  }

  @Override
  public void reset() {
    call(Request.RESET, Payload.EMPTY, 0);
  }

  @Override
  public void configure(TrainingConfig t, Policy policy, int slots) {
    Payload p = Payload.of(43).i64(t.seed()).u16(t.epochs()).u16(t.newPerMinibatch()).u16(t.replayPerMinibatch());
    p.f32(t.learningRate()).f32(t.momentum()).u8(t.nesterov() ? 1 : 0).f32(t.weightDecay());
    p.u8(t.schedule().ordinal()).f32(t.gamma()).i32(t.stepSize()).f32(t.minLearningRate()).u8(policy.ordinal()).u16(slots);
    call(Request.CONFIGURE, p.done(), 0);
  }

  @Override
  public int fill(byte[] codes, int label) {
    sendSample(codes);
    return call(Request.FILL, Payload.of(2).u16(label).done(), 2).getShort() & 0xffff;
  }

  @Override
  public void eventBegin(int samples) {
    call(Request.EVENT_BEGIN, Payload.of(2).u16(samples).done(), 0);
  }

  @Override
  public void eventAdd(int index, int label, byte[] codes) {
    if (codes != null) {
      sendSample(codes);
    }
    call(Request.EVENT_ADD, Payload.of(4).u16(index).u16(label).done(), 0);
  }

  @Override
  public TrainResult train() {
    return Answers.train(call(Request.TRAIN, Payload.EMPTY, 1), name());
  }

  @Override
  public void supply(int index, byte[] codes) {
    sendSample(codes);
    call(Request.SUPPLY, Payload.of(2).u16(index).done(), 0);
  }

  @Override
  public CommitResult eventEnd() {
    return Answers.commit(call(Request.EVENT_END, Payload.EMPTY, 1), name());
  }

  @Override
  public Inference infer(byte[] codes) {
    sendSample(codes);
    int inAnswer = Math.min(info.classes(), MOST_LOGITS);
    ByteBuffer answer = call(Request.INFER, Payload.EMPTY, 2 + 4 * inAnswer);
    int label = answer.getShort() & 0xffff;
    byte[] bytes = new byte[4 * info.classes()];
    answer.get(bytes, 0, 4 * inAnswer);
    if (info.classes() > inAnswer) {
      byte[] rest = read(TensorKind.LOGITS, 0, 4 * inAnswer, bytes.length - 4 * inAnswer);
      System.arraycopy(rest, 0, bytes, 4 * inAnswer, rest.length);
    }
    float[] logits = new float[info.classes()];
    ByteBuffer.wrap(bytes).order(answer.order()).asFloatBuffer().get(logits);
    return new Inference(label, logits);
  }

  @Override
  public Checksum checksum(TensorKind kind, int index) {
    ByteBuffer answer = call(Request.CHECKSUM, Payload.of(3).u8(kind.ordinal()).u16(index).done(), 8);
    return new Checksum(answer.getInt(), answer.getInt() & 0xffffffffL);
  }

  @Override
  public byte[] read(TensorKind kind, int index) {
    return read(kind, index, 0, Math.toIntExact(checksum(kind, index).bytes()));
  }

  private byte[] read(TensorKind kind, int index, int offset, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(count);
    while (out.size() < count) {
      long repeats = channel.traffic().repeats();
      int n = Math.min(count - out.size(), dataBytes);
      ByteBuffer answer = call(Request.READ, Payload.of(8).u8(kind.ordinal()).u16(index).i32(offset + out.size()).u8(n).done(), n);
      byte[] piece = new byte[n];
      answer.get(piece);
      out.writeBytes(piece);
      adapt(channel.traffic().repeats() > repeats);
    }
    return out.toByteArray();
  }

  @Override
  public int save() {
    return call(Request.SAVE, Payload.EMPTY, 4).getInt();
  }

  @Override
  public Restored restore() {
    ByteBuffer answer = call(Request.RESTORE, Payload.EMPTY, 8);
    return new Restored(answer.getInt() & 0xffffffffL, answer.getInt() & 0xffffffffL);
  }

  @Override
  public int profileStart() {
    return call(Request.PROFILE, Payload.of(2).u16(PROFILE_START).done(), 2).getShort() & 0xffff;
  }

  @Override
  public PlaceCycles profile(int index) {
    ByteBuffer answer = call(Request.PROFILE, Payload.of(2).u16(index).done(), 12);
    return new PlaceCycles(answer.getLong(), answer.getInt() & 0xffffffffL);
  }

  @Override
  public Traffic traffic() {
    return channel.traffic();
  }

  /** Pipelined; frames get shorter on a bad line, where short ones are likelier to arrive whole. */
  private void sendSample(byte[] codes) {
    if (codes.length != info.inputBytes()) {
      throw new IllegalArgumentException(codes.length + " codes for " + info.inputBytes() + " inputs");
    }
    dataFailure = null;
    int offset = 0;
    while (offset < codes.length && dataFailure == null) {
      long repeats = channel.traffic().repeats();
      int n = Math.min(dataBytes, codes.length - offset);
      int next = offset + n;
      channel.post(Request.DATA, Payload.of(4 + n).i32(offset).bytes(codes, offset, n).done(), answer -> onData(answer, next));
      offset = next;
      adapt(channel.traffic().repeats() > repeats);
    }
    channel.drain();
    if (dataFailure != null) {
      throw dataFailure;
    }
  }

  private void onData(byte[] payload, int next) {
    try {
      int offset = Answers.ok(ByteBuffer.wrap(payload).order(Payload.ORDER), Request.DATA, name()).getInt();
      if (offset != next) {
        throw RepriseException.of(LinkError.BAD_ANSWER, name(), Request.DATA, "it is at byte " + offset + " instead of " + next);
      }
    } catch (RepriseException e) {
      // The first one says why; those behind it in the window only follow from it.
      dataFailure = dataFailure == null ? e : dataFailure;
    }
  }

  private void adapt(boolean repeated) {
    dataFrames = repeated ? 0 : dataFrames + 1;
    if (repeated) {
      dataBytes = Math.max(LEAST_DATA, dataBytes / 2);
    } else if (dataFrames % GROW_AFTER == 0) {
      dataBytes = Math.min(MOST_DATA, 2 * dataBytes);
    }
  }

  /** @return what follows the status, at least {@code bytes} long */
  private ByteBuffer call(Request request, byte[] payload, int bytes) {
    ByteBuffer answer = Answers.ok(channel.call(request, payload), request, name());
    if (answer.remaining() < bytes) {
      throw RepriseException.of(LinkError.BAD_ANSWER, name(), request, answer.remaining() + " bytes instead of " + bytes);
    }
    return answer;
  }

  @Override
  public void close() {
    channel.close();
  }
}
