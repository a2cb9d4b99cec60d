package dev.reprise.host.cli;

import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.Traffic;
import dev.reprise.host.learn.EventResult;
import dev.reprise.host.learn.LearnListener;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Progress of a run on standard error: rate, time left in the phase, and what the link carries. On a terminal one line that changes, else a
 * line at the end of each phase and every ten seconds.
 */
final class ProgressLine implements LearnListener {
  private static final long TERMINAL_NANOS = 200_000_000L;
  private static final long FILE_NANOS = 10_000_000_000L;

  private final PrintWriter err;
  private final LearnerDevice device;
  private final boolean terminal = System.console() != null;
  private String phase = "";
  private long phaseStart;
  private long shownAt;
  private long bytesAtStart;
  private int shownLength;

  /** @param device whose link is told of; null for work without one */
  ProgressLine(PrintWriter err, LearnerDevice device) {
    this.err = err;
    this.device = device;
  }

  @Override
  public void progress(String name, long done, long total) {
    long now = System.nanoTime();
    if (!name.equals(phase) || done == 0) {
      phase = name;
      phaseStart = now;
      shownAt = now;
      bytesAtStart = bytes();
    }
    boolean end = done == total && total > 0;
    if (end || now - shownAt > (terminal ? TERMINAL_NANOS : FILE_NANOS)) {
      shownAt = now;
      show(line(done, total, (now - phaseStart) / 1e9), end);
    }
  }

  private Traffic traffic() {
    return device == null ? null : device.traffic();
  }

  private long bytes() {
    Traffic traffic = traffic();
    return traffic == null ? 0 : traffic.bytesSent() + traffic.bytesReceived();
  }

  private String line(long done, long total, double seconds) {
    StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-22s %d/%d", phase, done, total));
    double rate = done / Math.max(seconds, 1e-3);
    if (seconds > 0.05) {
      line.append(String.format(Locale.ROOT, "  %.1f/s", rate));
      if (traffic() != null) {
        line.append(String.format(Locale.ROOT, "  %.1f KB/s", (bytes() - bytesAtStart) / seconds / 1000));
      }
    }
    line.append(done < total && done > 0 ? "  " + duration((total - done) / rate) + " left" : done == total ? "  " + duration(seconds) : "");
    return line.toString();
  }

  static String duration(double seconds) {
    long s = Math.round(seconds);
    if (s < 60) {
      return seconds < 10 ? String.format(Locale.ROOT, "%.1f s", seconds) : s + " s";
    }
    return s < 3600 ? String.format(Locale.ROOT, "%d:%02d min", s / 60, s % 60) : String.format(Locale.ROOT, "%d:%02d h", s / 3600, s / 60 % 60);
  }

  private void show(String line, boolean end) {
    if (terminal) {
      err.print("\r" + line + " ".repeat(Math.max(0, shownLength - line.length())) + (end ? "\n" : ""));
      shownLength = end ? 0 : line.length();
    } else {
      err.println(line);
    }
    err.flush();
  }

  @Override
  public void restarted(long sequence) {
    show("the device has restarted: " + (sequence == 0 ? "beginning again" : "going on behind save " + sequence), true);
  }

  @Override
  public void learned(EventResult result) {
    if (result.after() != null) {
      show(String.format(Locale.ROOT, "%-22s accuracy %.1f %%", "after " + result.name(), 100 * result.after().overall()), true);
    }
  }
}
