package dev.reprise.host.link;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.device.DeviceError;
import dev.reprise.host.device.Traffic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Delivers requests to a device exactly once and in order over a transport that may lose, double, reorder and change bytes: sequence
 * numbers, a window of {@value #WINDOW} requests, and repeats from the oldest unanswered one (go-back-N); see docs/link.md. Used by one
 * thread.
 */
final class RequestChannel implements AutoCloseable {
  static final int WINDOW = 4;

  private static final int SEQ_MASK = 0xffff;

  /** Repeats of the oldest request that go out together at most; on a bad line one of them is likelier to get through. */
  private static final int MOST_COPIES = 4;

  private static final class Pending {
    final Request request;
    final int seq;
    final byte[] frame;
    final Consumer<byte[]> onAnswer;
    final long sentAt;
    boolean repeated;

    Pending(Request request, int seq, byte[] frame, Consumer<byte[]> onAnswer) {
      this.request = request;
      this.seq = seq;
      this.frame = frame;
      this.onAnswer = onAnswer;
      this.sentAt = System.nanoTime();
    }
  }

  private final Transport transport;
  private final LinkTiming timing;
  private final LinkListener listener;
  private final FrameReader reader = new FrameReader();
  private final Deque<Pending> window = new ArrayDeque<>();
  private final Map<Request, RoundTrip> roundTrips = new EnumMap<>(Request.class);
  private final byte[] buffer = new byte[4096];
  private int nextSeq = 1;
  private int timeoutsInARow;
  private long deadline;
  private int repeatedSeq = -1;
  private long repeatedUntil;
  private long bytesSent;
  private long bytesReceived;
  private long requests;
  private long repeats;
  private long timeouts;
  private long validFrames;

  RequestChannel(Transport transport, LinkTiming timing, LinkListener listener) {
    this.transport = transport;
    this.timing = timing;
    this.listener = listener;
    for (Request request : Request.values()) {
      roundTrips.put(request, new RoundTrip(timing));
    }
  }

  /** Forgets what is under way; the next request carries {@code seq}. For HELLO only, which the device takes with any seq. */
  void restart(int seq) {
    window.clear();
    timeoutsInARow = 0;
    repeatedSeq = -1;
    nextSeq = seq == 0 ? 1 : seq;
  }

  /** Sends a request after all before it are answered and waits for its answer (status and what follows it). */
  ByteBuffer call(Request request, byte[] payload) {
    drain();
    byte[][] answer = new byte[1][];
    send(request, payload, bytes -> answer[0] = bytes);
    drain();
    return ByteBuffer.wrap(answer[0]).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Sends a request without waiting for its answer, as soon as the window has room. */
  void post(Request request, byte[] payload, Consumer<byte[]> onAnswer) {
    while (window.size() >= WINDOW) {
      step();
    }
    send(request, payload, onAnswer);
  }

  /** Waits until everything is answered. */
  void drain() {
    while (!window.isEmpty()) {
      step();
    }
  }

  Traffic traffic() {
    return new Traffic(bytesSent, bytesReceived, requests, repeats, timeouts, reader.skipped());
  }

  private void send(Request request, byte[] payload, Consumer<byte[]> onAnswer) {
    byte[] frame = new Frame(false, request.code(), nextSeq, payload).encode();
    boolean burst = window.isEmpty();
    Pending pending = new Pending(request, nextSeq, frame, onAnswer);
    nextSeq = nextSeq == SEQ_MASK ? 1 : nextSeq + 1;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (burst) {
      // Ends whatever noise the device has half received.
      out.write(0);
    }
    out.writeBytes(frame);
    write(out.toByteArray());
    window.add(pending);
    if (burst) {
      restartTimer();
    }
  }

  /** Waits for one reading or time-out and acts on it. */
  private void step() {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      onTimeout();
      return;
    }
    int n = read((int) Math.max(1, left / 1_000_000));
    if (n > 0) {
      reader.accept(buffer, n);
      for (Frame frame = reader.poll(); frame != null; frame = reader.poll()) {
        if (frame.fromDevice()) {
          onFrame(frame);
        }
      }
    }
  }

  private void onFrame(Frame frame) {
    validFrames++;
    timeoutsInARow = 0;
    switch (frame.type()) {
      case Frame.RESPONSE -> onResponse(frame);
      case Frame.NAK -> onNak(frame);
      case Frame.PROGRESS -> {
        if (frame.payload().length == 4) {
          ByteBuffer p = ByteBuffer.wrap(frame.payload()).order(ByteOrder.LITTLE_ENDIAN);
          listener.progress(p.getShort() & SEQ_MASK, p.getShort() & SEQ_MASK);
        }
      }
      case Frame.LOG -> listener.log(new String(frame.payload(), StandardCharsets.UTF_8));
      default -> { }
    }
    restartTimer();
  }

  private void onResponse(Frame frame) {
    Pending oldest = window.peek();
    if (oldest == null) {
      return;
    }
    if (oldest.seq != frame.seq()) {
      // The device answers in order: an answer from further back in the window says that the oldest one's answer was lost.
      if (window.stream().anyMatch(p -> p.seq == frame.seq())) {
        repeatOnce(oldest.seq);
      }
      return;
    }
    window.remove();
    requests++;
    if (!oldest.repeated) {
      roundTrips.get(oldest.request).measured((System.nanoTime() - oldest.sentAt) / 1e6);
    }
    oldest.onAnswer.accept(frame.payload());
  }

  private void onNak(Frame frame) {
    if (frame.payload().length != 2 || window.isEmpty()) {
      return;
    }
    int expected = ByteBuffer.wrap(frame.payload()).order(ByteOrder.LITTLE_ENDIAN).getShort() & SEQ_MASK;
    if (window.peek().request == Request.HELLO) {
      return;
    }
    if (expected == 0) {
      throw RepriseException.of(DeviceError.RESTARTED, transport.name());
    }
    boolean known = expected == nextSeq || window.stream().anyMatch(p -> p.seq == expected);
    if (!known) {
      throw RepriseException.of(LinkError.LOST_SESSION, transport.name(), expected, window.peek().seq);
    }
    repeatOnce(expected);
  }

  /** Repeats the window because {@code seq} is missing, once per round trip: everything behind a lost frame complains of the same seq. */
  private void repeatOnce(int seq) {
    long now = System.nanoTime();
    if (seq != repeatedSeq || now - repeatedUntil > 0) {
      repeatedSeq = seq;
      repeatedUntil = now + (long) (roundTrips.get(window.peek().request).millis() * 1e6);
      repeat(1);
    }
  }

  private void onTimeout() {
    timeouts++;
    timeoutsInARow++;
    if (timeoutsInARow > timing.limit()) {
      throw RepriseException.of(LinkError.NO_ANSWER, transport.name(), window.peek().request, timing.limit(), validFrames);
    }
    repeat(Math.min(timeoutsInARow, MOST_COPIES));
    restartTimer();
  }

  /** Sends everything unanswered again, the oldest request {@code copies} times. */
  private void repeat(int copies) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0);
    for (Pending pending : window) {
      for (int i = 0; i < (pending == window.peek() ? copies : 1); i++) {
        out.writeBytes(pending.frame);
        repeats++;
      }
      pending.repeated = true;
    }
    write(out.toByteArray());
  }

  private void restartTimer() {
    if (!window.isEmpty()) {
      Request oldest = window.peek().request;
      // Nothing on this line is congested: waiting longer and longer only helps where the device may be busy.
      int backOff = oldest.works() ? timeoutsInARow : 0;
      deadline = System.nanoTime() + roundTrips.get(oldest).timeout(backOff) * 1_000_000L;
    }
  }

  private void write(byte[] bytes) {
    bytesSent += bytes.length;
    try {
      transport.write(bytes);
    } catch (IOException e) {
      throw closed(e);
    }
  }

  private int read(int timeoutMillis) {
    int n;
    try {
      n = transport.read(buffer, timeoutMillis);
    } catch (IOException e) {
      throw closed(e);
    }
    if (n < 0) {
      throw closed(null);
    }
    bytesReceived += n;
    return n;
  }

  private RepriseException closed(IOException cause) {
    String why = cause == null ? "end of data" : cause.getMessage();
    return new RepriseException(Diagnostic.of(LinkError.CLOSED, transport.name(), why), cause);
  }

  @Override
  public void close() {
    transport.close();
  }
}
