package dev.reprise.compiler.emit;

import dev.reprise.compiler.target.SaveStorage;
import dev.reprise.compiler.target.Target;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The target's slots for saves as the runtime reads them (rp_flash.h). */
final class FlashLayout {
  private FlashLayout() {}

  /** What the template needs; {@code target} has a storage. */
  static Map<String, Object> variables(Target target) {
    SaveStorage storage = target.storage();
    return Map.of(
        "target", target.name(), "unit", storage.unit(), "slots", storage.slots().stream().map(FlashLayout::slot).toList());
  }

  private static Map<String, Object> slot(SaveStorage.Slot slot) {
    List<Map<String, Object>> sectors =
        slot.sectors().stream().map(s -> Map.<String, Object>of("first", s.first(), "count", s.count(), "bytes", s.size())).toList();
    return Map.of("address", String.format(Locale.ROOT, "0x%08xU", slot.origin()), "sectors", sectors);
  }
}
