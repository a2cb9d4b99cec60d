package dev.reprise.compiler.target;

import dev.reprise.compiler.learn.Accumulate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A target as its folder {@code targets/<name>/target.yaml} describes it.
 *
 * @param core for example {@code cortex-m4f}, {@code host}
 * @param extensions what tuned kernels may use
 * @param accumulate the modes the target can be built for, the default first
 * @param memories empty for the host (no limit); without what {@code storage} takes
 * @param reservedRam bytes of RAM kept for stack, link buffers and C library; the planner leaves them free in the first RAM region
 * @param clockHz core clock at full speed
 * @param toolchain compiler and flags
 * @param simulators simulator name to its settings, for example {@code qemu: {machine: netduinoplus2}}
 * @param storage for saves; null = none (the host brings its own)
 * @param folder where the board support files lie
 */
public record Target(
    String name,
    String description,
    String core,
    Set<Extension> extensions,
    List<Accumulate> accumulate,
    List<MemoryRegion> memories,
    long reservedRam,
    long clockHz,
    Toolchain toolchain,
    Map<String, Map<String, String>> simulators,
    SaveStorage storage,
    Path folder) {

  /**
   * @param prefix of the tools, for example {@code arm-none-eabi-}; empty for the host and for LLVM
   * @param compiler name behind the prefix, for example {@code gcc}, {@code clang-19}
   * @param cflags core and ABI flags for compiling and linking
   * @param ldflags flags for linking only
   * @param files board support sources, relative to the target's folder
   */
  public record Toolchain(String prefix, String compiler, List<String> cflags, List<String> ldflags, List<String> files) {
    /** With GCC. */
    public Toolchain(String prefix, List<String> cflags, List<String> ldflags, List<String> files) {
      this(prefix, "gcc", cflags, ldflags, files);
    }

    /** The compiler's command. */
    public String command() {
      return prefix + compiler;
    }
  }

  public boolean isHost() {
    return memories.isEmpty();
  }

  /** What programs and saves have, in one line. */
  public String memoryText() {
    if (isHost()) {
      return "no limit";
    }
    String text = memories.stream().map(m -> kilobytes(m.name(), m.size())).collect(Collectors.joining(", "));
    return storage == null ? text : text + ", " + kilobytes("saves " + storage.slots().size() + " x", storage.slots().get(0).bytes());
  }

  private static String kilobytes(String what, long bytes) {
    return what + " " + bytes / 1024 + " KB";
  }

  /** The same target with the room for saves left to programs. */
  public Target withoutStorage() {
    if (storage == null) {
      return this;
    }
    List<MemoryRegion> whole = memories.stream().map(m -> m.name().equals(storage.memory()) ? m.withSize(m.size() + storage.bytes()) : m).toList();
    return new Target(
        name, description, core, extensions, accumulate, whole, reservedRam, clockHz, toolchain, simulators, null, folder);
  }
}
