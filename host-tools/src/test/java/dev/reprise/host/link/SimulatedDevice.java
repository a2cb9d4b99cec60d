package dev.reprise.host.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A device written from docs/link.md alone, in the manner of a small firmware: one loop, one byte at a time. It does not learn, it writes
 * down what it executed ({@link #log}), so that a test can see that everything happened exactly once and in order. An event trains one
 * minibatch per new sample; of the samples it keeps the first {@link #KEPT} and asks for the others.
 */
final class SimulatedDevice implements AutoCloseable {
  static final int INPUT_BYTES = 150;
  static final int CLASSES = 17;
  static final int SLOTS = 20;
  static final int KEPT = 2;
  static final byte[] HASH = {1, 2, 3, 4, 5, 6, 7, (byte) 0xf8};

  private static final int FROM_DEVICE = 0x81;

  /** What was executed, in order. Read it after the connection was closed. */
  final List<String> log = new ArrayList<>();

  private final ServerSocket server;
  private final Thread thread;
  private final List<Integer> pending = new ArrayList<>();
  private final Map<Integer, byte[]> remembered = new LinkedHashMap<>();
  private OutputStream out;
  private Integer session;
  private int sessionSeq;
  private int expected;
  private final byte[] sample = new byte[INPUT_BYTES];
  private int sampleBytes;
  private int state;
  private int used;
  private int events;
  private int eventSize;
  private int added;
  private int step;
  private int asked = -1;
  private boolean supplied;
  private int saved;
  private volatile boolean powerCycled;

  SimulatedDevice() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread = new Thread(this::run, "simulated device");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return server.getLocalPort();
  }

  private void run() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.setTcpNoDelay(true);
        out = socket.getOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[1024];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          for (int i = 0; i < n; i++) {
            onByte(buffer[i] & 255);
          }
        }
      } catch (IOException e) {
        // The host hung up; wait for the next one.
      }
    }
  }

  /** The device forgets its session before it handles the next byte. */
  void powerCycle() {
    powerCycled = true;
  }

  private void onByte(int b) throws IOException {
    if (powerCycled) {
      powerCycled = false;
      session = null;
      remembered.clear();
      expected = 0;
    }
    if (b != 0) {
      pending.add(b);
      return;
    }
    List<Integer> body = pending.isEmpty() ? null : WireByHand.unframe(pending);
    pending.clear();
    if (body == null || body.get(0) != 1) {
      return;
    }
    byte[] payload = new byte[body.size() - 4];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (int) body.get(i + 4);
    }
    onFrame(body.get(1), body.get(2) | body.get(3) << 8, ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN));
  }

  private void onFrame(int type, int seq, ByteBuffer in) throws IOException {
    if (type == 0x01 && in.remaining() == 12) {
      int newSession = in.getInt(0);
      if (session == null || session != newSession || sessionSeq != seq) {
        session = newSession;
        sessionSeq = seq;
        remembered.clear();
        sampleBytes = 0;
        expected = next(seq);
        log.add("HELLO");
      }
      send(0x42, seq, hello(in));
    } else if (seq == expected) {
      byte[] answer = execute(type, in);
      remembered.put(seq, answer);
      if (remembered.size() > 8) {
        remembered.remove(remembered.keySet().iterator().next());
      }
      expected = next(expected);
      send(0x42, seq, answer);
    } else if (remembered.containsKey(seq)) {
      send(0x42, seq, remembered.get(seq));
    } else {
      send(0x41, seq, new byte[] {(byte) expected, (byte) (expected >> 8)});
    }
  }

  private static int next(int seq) {
    return seq == 65535 ? 1 : seq + 1;
  }

  private void send(int type, int seq, byte[] payload) throws IOException {
    out.write(WireByHand.frame(FROM_DEVICE, type, seq, payload));
  }

  private byte[] hello(ByteBuffer in) {
    byte[] wanted = Arrays.copyOfRange(in.array(), 4, 12);
    if (!Arrays.equals(wanted, new byte[8]) && !Arrays.equals(wanted, HASH)) {
      return answer(5, 8).put(HASH).array();
    }
    ByteBuffer a = answer(0, 37).put(HASH).put((byte) 1).put((byte) 1).put((byte) state).put((byte) 1).putInt(INPUT_BYTES);
    a.putShort((short) CLASSES).putShort((short) SLOTS).putShort((short) 9).putShort((short) KEPT).put((byte) 7);
    return a.putShort((short) 4).putInt(events).putShort((short) used).putInt(saved).array();
  }

  private byte[] execute(int type, ByteBuffer in) throws IOException {
    return switch (type) {
      case 0x02 -> {
        state = used = events = 0;
        yield done("RESET");
      }
      case 0x03 -> state != 0 || in.remaining() != 43 ? refuse(1) : done("CONFIGURE seed " + in.getLong(0) + " slots " + in.getShort(41));
      case 0x04 -> data(in);
      case 0x05 -> fill(in.getShort());
      case 0x06 -> begin(in.getShort());
      case 0x07 -> add(in.getShort(), in.getShort());
      case 0x08 -> train();
      case 0x09 -> supply(in.getShort());
      case 0x0a -> end();
      case 0x0b -> infer();
      case 0x0c -> answer(0, 8).putInt(tensorByte(in.get(0), 0)).putInt(CLASSES * 4).array();
      case 0x0d -> read(in);
      case 0x0e -> {
        saved++;
        log.add("SAVE");
        yield answer(0, 4).putInt(saved).array();
      }
      case 0x0f -> saved == 0 ? refuse(8) : answer(0, 8).putInt(saved).putInt(events).array();
      default -> refuse(6);
    };
  }

  private byte[] data(ByteBuffer in) {
    int offset = in.getInt();
    if (offset != 0 && offset != sampleBytes || offset + in.remaining() > INPUT_BYTES) {
      return refuse(2);
    }
    sampleBytes = offset + in.remaining();
    in.get(sample, offset, in.remaining());
    return answer(0, 4).putInt(sampleBytes).array();
  }

  /** The digest of the complete sample; taking it leaves none. */
  private String take() {
    sampleBytes = 0;
    return Integer.toHexString(Arrays.hashCode(sample));
  }

  private byte[] fill(int label) {
    if (state != 0 || events != 0) {
      return refuse(1);
    }
    if (sampleBytes != INPUT_BYTES) {
      return refuse(3);
    }
    if (used == SLOTS) {
      return refuse(4);
    }
    used++;
    log.add("FILL " + label + " " + take());
    return answer(0, 2).putShort((short) used).array();
  }

  private byte[] begin(int n) {
    if (state != 0) {
      return refuse(1);
    }
    state = 1;
    eventSize = n;
    added = step = 0;
    asked = -1;
    supplied = false;
    return done("EVENT_BEGIN " + n);
  }

  private byte[] add(int index, int label) {
    if (state != 1 || index != added || added == eventSize) {
      return refuse(2);
    }
    if (sampleBytes != INPUT_BYTES && (index < KEPT || sampleBytes > 0)) {
      return refuse(3);
    }
    added++;
    return done("EVENT_ADD " + index + " " + label + (sampleBytes == 0 ? "" : " " + take()));
  }

  private byte[] train() throws IOException {
    if (state != 1 || added != eventSize) {
      return refuse(1);
    }
    if (step == eventSize) {
      state = 2;
      log.add("TRAINED");
      return answer(0, 1).put((byte) 2).array();
    }
    if (step >= KEPT && !supplied) {
      asked = step;
      return answer(0, 3).put((byte) 1).putShort((short) step).array();
    }
    send(0x40, 0, new byte[] {1, 0, 2, 0});
    send(0x43, 0, "working".getBytes(StandardCharsets.US_ASCII));
    supplied = false;
    step++;
    log.add("STEP " + step);
    return answer(0, 17).put((byte) 0).putInt(step).putInt(eventSize).putFloat(0.5f / step).putFloat(0.01f).array();
  }

  private byte[] supply(int index) {
    if (index != asked || sampleBytes != INPUT_BYTES) {
      return refuse(index != asked ? 2 : 3);
    }
    supplied = true;
    asked = -1;
    return done("SUPPLY " + index + " " + take());
  }

  private byte[] end() {
    if (state != 2 && state != 3) {
      return refuse(1);
    }
    if (state == 2 && eventSize > KEPT) {
      state = 3;
      asked = eventSize - 1;
      return answer(0, 3).put((byte) 1).putShort((short) asked).array();
    }
    if (state == 3 && !supplied) {
      return refuse(1);
    }
    state = 0;
    events++;
    log.add("COMMIT " + events);
    return answer(0, 9).put((byte) 0).putShort((short) 3).putShort((short) used).putInt(events).array();
  }

  private byte[] infer() {
    if (sampleBytes != INPUT_BYTES) {
      return refuse(3);
    }
    log.add("INFER " + take());
    ByteBuffer a = answer(0, 2 + 14 * 4).putShort((short) 16);
    for (int i = 0; i < 14; i++) {
      a.putFloat(i);
    }
    return a.array();
  }

  /** Tensor bytes are those of the floats 0, 1, 2, ... for logits, else kind and position mixed. */
  private static byte tensorByte(int kind, int position) {
    int bits = Float.floatToIntBits(position / 4);
    return (byte) (kind == 5 ? bits >> 8 * (position % 4) : 31 * kind + 7 * position);
  }

  private static byte[] read(ByteBuffer in) {
    int kind = in.get();
    in.getShort();
    int offset = in.getInt();
    int length = in.get();
    ByteBuffer a = answer(0, length);
    for (int i = 0; i < length; i++) {
      a.put(tensorByte(kind, offset + i));
    }
    return a.array();
  }

  private byte[] done(String what) {
    log.add(what);
    return new byte[1];
  }

  private static byte[] refuse(int status) {
    return new byte[] {(byte) status};
  }

  private static ByteBuffer answer(int status, int bytes) {
    return ByteBuffer.allocate(1 + bytes).order(ByteOrder.LITTLE_ENDIAN).put((byte) status);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    server.close();
    thread.join(1000);
  }
}
