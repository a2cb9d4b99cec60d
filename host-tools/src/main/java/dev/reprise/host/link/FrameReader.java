package dev.reprise.host.link;

import java.util.ArrayDeque;
import java.util.Deque;

/** Cuts a byte stream into frames. What lies between two zeros and is no frame is skipped. */
final class FrameReader {
  private final byte[] pending = new byte[Frame.MAX_CODED];
  private int length;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private long skipped;

  void accept(byte[] bytes, int count) {
    for (int i = 0; i < count; i++) {
      if (bytes[i] != 0) {
        // A run that is too long for a frame goes on being counted, so that the zero at its end drops all of it.
        if (length < pending.length) {
          pending[length] = bytes[i];
        }
        length++;
      } else if (length > 0) {
        Frame frame = length <= pending.length ? Frame.decode(pending, length) : null;
        if (frame == null) {
          skipped++;
        } else {
          frames.add(frame);
        }
        length = 0;
      }
    }
  }

  /** The next frame, or null. */
  Frame poll() {
    return frames.poll();
  }

  /** How often something between two zeros was no frame. */
  long skipped() {
    return skipped;
  }
}
