package dev.reprise.compiler;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.memory.MemoryError;
import dev.reprise.compiler.report.SaveReport;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.target.Target;

/** The size of a learner's saves (runtime-c/src/learner/rp_save_format.h). */
final class SavedState {
  /** Head and checksum. */
  private static final int FRAME_BYTES = 83 + 4;

  private static final int COUNTER_BYTES = 4;
  private static final int LABEL_BYTES = 2;

  private SavedState() {}

  /** @throws RepriseException RP1404 where the target has slots for saves, and they are too small */
  static SaveReport check(LearnerModel model, Schedule schedule, Target target) {
    long bytes = mostBytes(model, schedule);
    if (target.storage() == null) {
      return new SaveReport(bytes, null);
    }
    long slot = target.storage().capacity();
    if (bytes > slot) {
      throw RepriseException.of(MemoryError.SAVE_TOO_LARGE, "target " + target.name(), bytes, slot, bytes - slot);
    }
    return new SaveReport(bytes, slot);
  }

  private static long mostBytes(LearnerModel model, Schedule schedule) {
    long trained = schedule.adaptive().trainables().stream().mapToLong(t -> t.weight().bytes(1)).sum();
    long replay = (long) model.slots() * (LABEL_BYTES + model.slotBytes());
    return FRAME_BYTES + (long) model.classes() * COUNTER_BYTES + replay + (model.momentum() ? 2 : 1) * trained;
  }
}
