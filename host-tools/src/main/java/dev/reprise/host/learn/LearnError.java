package dev.reprise.host.learn;

import dev.reprise.compiler.diag.ErrorCode;
import dev.reprise.compiler.diag.ErrorText;

/** Diagnostics of learning runs: RP223x. */
public enum LearnError implements ErrorCode {
  OTHER_SHAPE(
      2230,
      "its samples have %s = %d values, the model takes %d",
      "choose the data set the model is made for, or --image-size and --gray"),
  OTHER_CLASSES(2231, "label %d, but the model has %d classes", "choose another data set, or a part of it"),
  EVENT_TOO_LARGE(
      2232,
      "%d new samples, but the firmware takes at most %d in one event",
      "use --event-size or --per-class, or compile with a larger --event-max"),
  NO_EVENTS(2233, "no samples are left to learn from", "look at --fill-classes, --event-classes and the part of the data set"),
  BAD_EVENT_FILE(2234, "line %d: %s", "one event per line: NAME: index index ... (of the data set, from 0; FROM-TO for ranges)"),
  NOT_ENOUGH_FILL(2235, "%d samples of the fill classes for %d slots", "give more data, other --fill-classes, or --fill N"),
  OTHER_SAVE(2236, "the device's save holds %d events, the plan has %d", "give the plan that was saved, or learn anew without --resume"),
  NO_EVENT_FILE(2237, "the events cannot be read: %s", "check the path that --events names");

  private final ErrorText text;

  LearnError(int number, String template, String remedy) {
    this.text = new ErrorText(number, template, remedy);
  }

  @Override
  public ErrorText text() {
    return text;
  }
}
