package dev.reprise.compiler.emit;

import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.schedule.LearnerArray;
import dev.reprise.compiler.schedule.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The output model of {@code rp_plan.h}: regions, and one pointer macro per buffer and learner array. */
public final class PlanSource {
  /** @param section linker section, or null where the region is an ordinary array (host) */
  public record RegionRow(String name, String upper, long bytes, String section) {}

  public record PointerRow(String macro, String expression) {}

  private static final String STAGE = "tile_stage";

  private final EmitInput in;
  private final Map<String, MemoryPlan.Placement> places = new HashMap<>();

  PlanSource(EmitInput in) {
    this.in = in;
    in.plan().placements().forEach(p -> places.put(p.item().name(), p));
  }

  List<RegionRow> regions() {
    return in.plan().peak().entrySet().stream()
        .filter(e -> e.getValue() > 0)
        .map(
            e ->
                new RegionRow(
                    e.getKey(),
                    e.getKey().toUpperCase(Locale.ROOT),
                    e.getValue(),
                    in.target().isHost() ? null : ".rp_" + e.getKey()))
        .toList();
  }

  List<PointerRow> pointers() {
    List<PointerRow> rows = new ArrayList<>();
    for (Storage storage : in.schedule().storages()) {
      for (Buffer b : storage.buffers()) {
        rows.add(row(CText.name(b), ModelSource.elementType(b), places.get(storage.name())));
      }
    }
    for (AdaptiveProgram.Trainable t : in.schedule().adaptive().trainables()) {
      for (Buffer b : t.buffers()) {
        rows.add(row(CText.name(b), "float", places.get(b.name())));
      }
    }
    for (LearnerArray a : LearnerArray.of(in.model())) {
      rows.add(row("rp_" + a.name(), a.cType(), places.get(a.name())));
    }
    for (Buffer b : in.schedule().frozen().constants().keySet()) {
      if (in.fetched(b)) {
        rows.add(row(CText.name(b), "void", places.get(b.name())));
      }
    }
    if (places.containsKey(STAGE)) {
      rows.add(row("rp_" + STAGE, "uint8_t", places.get(STAGE)));
    }
    return rows;
  }

  private static PointerRow row(String macro, String type, MemoryPlan.Placement place) {
    return new PointerRow(
        macro,
        place == null
            ? "((" + type + " *)NULL)"
            : "((" + type + " *)(void *)(rp_region_" + place.region() + " + " + place.offset() + "))");
  }
}
