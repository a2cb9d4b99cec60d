package dev.reprise.compiler.schedule;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.report.Purpose;
import java.util.List;

/**
 * A permanent array of the learner runtime (docs/architecture.md, "rp_model.h").
 *
 * @param name of the macro without its {@code rp_} prefix
 * @param cType element type
 * @param purpose for the memory report
 * @param use what the runtime does with it, and so where it may lie
 */
public record LearnerArray(String name, String cType, int elementBytes, long elements, Purpose purpose, Use use) {
  /** How the runtime uses an array. */
  public enum Use {
    /** Cores read and write it. */
    ACCESSED,
    /** It is only copied, as a whole slot: it may lie in L3. */
    COPIED,
    /** What comes from L3 passes through it; there is none where nothing lies in L3. */
    PASSAGE
  }

  /** At least, of the passage: six parts for an update's pieces, each large beside the set-up of a burst. */
  public static final long PASSAGE_BYTES = 6 * 1024;

  /** The name of the array of that use. */
  public static final String PASSAGE = "fetched";

  public long bytes() {
    return elements * elementBytes;
  }

  /** The arrays that {@code model} needs, empty ones included. */
  public static List<LearnerArray> of(LearnerModel model) {
    long slots = model.slots();
    return List.of(
        new LearnerArray("slots", "uint8_t", 1, slots * model.slotBytes(), Purpose.REPLAY_MEMORY, Use.COPIED),
        new LearnerArray("slot_labels", "uint16_t", 2, slots, Purpose.REPLAY_MEMORY, Use.ACCESSED),
        new LearnerArray("slot_order", "uint16_t", 2, slots, Purpose.RUNTIME_DATA, Use.ACCESSED),
        new LearnerArray("event_store", "uint8_t", 1, (long) model.eventLatents() * model.slotBytes(), Purpose.EVENT_LATENTS, Use.COPIED),
        new LearnerArray("event_labels", "uint16_t", 2, model.eventMax(), Purpose.RUNTIME_DATA, Use.ACCESSED),
        new LearnerArray("event_order", "uint16_t", 2, model.eventMax(), Purpose.RUNTIME_DATA, Use.ACCESSED),
        new LearnerArray("class_seen", "uint32_t", 4, model.classes(), Purpose.RUNTIME_DATA, Use.ACCESSED),
        new LearnerArray("staging", "uint8_t", 1, model.slotBytes(), Purpose.RUNTIME_DATA, Use.ACCESSED),
        new LearnerArray(PASSAGE, "uint8_t", 1, Math.max(model.slotBytes() + 3 & ~3, PASSAGE_BYTES), Purpose.RUNTIME_DATA, Use.PASSAGE));
  }
}
