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
 */
public record LearnerArray(String name, String cType, int elementBytes, long elements, Purpose purpose) {

  public long bytes() {
    return elements * elementBytes;
  }

  /** The arrays that {@code model} needs, empty ones included. */
  public static List<LearnerArray> of(LearnerModel model) {
    long slots = model.slots();
    return List.of(
        new LearnerArray("slots", "uint8_t", 1, slots * model.slotBytes(), Purpose.REPLAY_MEMORY),
        new LearnerArray("slot_labels", "uint16_t", 2, slots, Purpose.REPLAY_MEMORY),
        new LearnerArray("slot_order", "uint16_t", 2, slots, Purpose.RUNTIME_DATA),
        new LearnerArray("event_store", "uint8_t", 1, (long) model.eventLatents() * model.slotBytes(), Purpose.EVENT_LATENTS),
        new LearnerArray("event_labels", "uint16_t", 2, model.eventMax(), Purpose.RUNTIME_DATA),
        new LearnerArray("event_order", "uint16_t", 2, model.eventMax(), Purpose.RUNTIME_DATA),
        new LearnerArray("class_seen", "uint32_t", 4, model.classes(), Purpose.RUNTIME_DATA),
        new LearnerArray("staging", "uint8_t", 1, model.slotBytes(), Purpose.RUNTIME_DATA));
  }
}
