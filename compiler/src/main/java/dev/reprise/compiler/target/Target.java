package dev.reprise.compiler.target;

import dev.reprise.compiler.learn.Accumulate;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
 * @param simulators of the board itself: name to settings, for example {@code qemu: {machine: netduinoplus2}}
 * @param storage for saves; null = none (the host brings its own)
 * @param standIn a board with the same core, on which simulators that do not know this one run its kernels; null where there is none
 * @param probe how a debug probe writes the flash; null where none does
 * @param cluster of cores that share the work; null where there is none
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
    Target standIn,
    Probe probe,
    Cluster cluster,
    Path folder) {

  /** Without a cluster. */
  public Target(
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
      Target standIn,
      Probe probe,
      Path folder) {
    this(name, description, core, extensions, accumulate, memories, reservedRam, clockHz, toolchain, simulators, storage, standIn, probe, null, folder);
  }

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

  /**
   * @param openocd configuration scripts of OpenOCD, in order
   * @param stFlash whether st-flash knows the chip
   * @param idRegister address of the register that identifies the chip (DBGMCU_IDCODE)
   * @param chipId its lower twelve bits
   */
  public record Probe(List<String> openocd, boolean stFlash, long idRegister, long chipId) {}

  /** All there is: what programs lie in, then the cluster's scratchpad and the memory outside it. */
  public List<MemoryRegion> allMemories() {
    if (cluster == null) {
      return memories;
    }
    Stream<MemoryRegion> outside = cluster.l3() > 0 ? Stream.of(cluster.l3Region()) : Stream.of();
    return Stream.of(memories.stream(), Stream.of(cluster.l1Region()), outside).flatMap(s -> s).toList();
  }

  public boolean isHost() {
    return memories.isEmpty();
  }

  /** What programs and saves have, in one line. */
  public String memoryText() {
    if (isHost()) {
      return "no limit";
    }
    String text = allMemories().stream().map(m -> kilobytes(m.name(), m.size())).collect(Collectors.joining(", "));
    return storage == null ? text : text + ", " + kilobytes("saves " + storage.slots().size() + " x", storage.slots().get(0).bytes());
  }

  private static String kilobytes(String what, long bytes) {
    return what + " " + bytes / 1024 + " KB";
  }

  /** The same target with other memories and another cluster, for those who ask what more memory would do. */
  public Target with(List<MemoryRegion> others, Cluster another) {
    return new Target(
        name, description, core, extensions, accumulate, others, reservedRam, clockHz, toolchain, simulators, storage, standIn, probe, another, folder);
  }

  /** The same target with the room for saves left to programs. */
  public Target withoutStorage() {
    if (storage == null) {
      return this;
    }
    List<MemoryRegion> whole = memories.stream().map(m -> m.name().equals(storage.memory()) ? m.withSize(m.size() + storage.bytes()) : m).toList();
    return new Target(
        name, description, core, extensions, accumulate, whole, reservedRam, clockHz, toolchain, simulators, null, standIn, probe, cluster, folder);
  }

  /** Settings of {@code simulator} for this board or, where it does not know it, for the one that stands in; empty where it knows neither. */
  public Optional<Map<String, String>> simulator(String simulator) {
    return Optional.ofNullable(usesStandIn(simulator) ? standIn.simulators.get(simulator) : simulators.get(simulator));
  }

  /** Whether {@code simulator} runs the stand-in instead of this board. */
  public boolean usesStandIn(String simulator) {
    return !simulators.containsKey(simulator) && standIn != null && standIn.simulators.containsKey(simulator);
  }

  /** What it runs in, for tables; sorted. */
  public List<String> simulatorTitles() {
    if (isHost()) {
      return List.of("itself");
    }
    Stream<String> others = standIn == null ? Stream.of() : standIn.simulators.keySet().stream().filter(this::usesStandIn).map(s -> s + " (as " + standIn.name + ")");
    return Stream.concat(simulators.keySet().stream(), others).sorted().toList();
  }

  /** For output about a run in {@code simulator}: what ran there if it was not this board, else nothing. */
  public Optional<String> standInNote(String simulator) {
    return usesStandIn(simulator)
        ? Optional.of(standIn.name + " stands in for " + name + ": same core, other memories, clock and peripherals")
        : Optional.empty();
  }

  /** The name and, where it does not run itself in {@code simulator}, what does. */
  public String titleIn(String simulator) {
    return name + standInNote(simulator).map(note -> " (" + note + ")").orElse("");
  }
}
