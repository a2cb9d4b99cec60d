package dev.reprise.host.calls;

import dev.reprise.compiler.emit.CallSource;
import dev.reprise.compiler.emit.KernelSources;
import dev.reprise.compiler.emit.LinkerScript;
import dev.reprise.compiler.emit.PassSource;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.target.MemoryRegion;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.tile.TiledCalls;
import dev.reprise.simulators.cycles.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/** A program that makes some kernel calls once each, in order, on seeded random data, built with the flags of an emitted project. */
final class CallProgram {
  private static final List<String> FLAGS =
      List.of("-std=c99", "-O2", "-ffp-contract=off", "-fno-common", "-ffunction-sections", "-fdata-sections", "-Wl,--gc-sections");

  /** Operands that all calls share. */
  private static final String OPERANDS =
      """
      #include <stdint.h>

      enum { FLOATS = %1$d, CODES = %2$d };

      __attribute__((aligned(16), section(".rp_%3$s"))) unsigned char call_floats[FLOATS], call_codes[CODES];

      %4$s
      %5$s
      """;

  /**
   * Where things lie, if not in the target's usual places.
   *
   * @param operands name of the memory for operands
   * @param constants section for the constants of the calls; empty for the usual one
   * @param script changes the template of the linker script
   * @param flags more of them, for the compiler
   * @param tiled whether calls that can run in tiles do
   */
  record Layout(String operands, String constants, UnaryOperator<String> script, List<String> flags, boolean tiled) {}

  /** L1 that tiled calls use in turn, what their blocks from L3 pass through, and what lies there. */
  private static final String TILES =
      """
      __attribute__((aligned(16), section(".rp_l1"))) unsigned char %s[%d];
      __attribute__((aligned(16), section(".rp_%s"))) unsigned char %s[%d];
      __attribute__((aligned(16), section(".rp_l3"))) unsigned char %s[%d];
      """;

  private final Path home;
  private final Target target;
  private final Target board;
  private final String main;
  private final Layout layout;

  /**
   * @param board whose board support is linked: the target or what stands in for it; what it keeps for saves is memory here
   * @param main C text behind the operands, with {@code @CALLS@} where the calls stand
   */
  CallProgram(Path home, Target target, Target board, String main) {
    this(home, target, board, main, new Layout(largestRam(board.withoutStorage()), "", UnaryOperator.identity(), List.of(), true));
  }

  CallProgram(Path home, Target target, Target board, String main, Layout layout) {
    this.home = home;
    this.target = target;
    this.board = board.withoutStorage();
    this.main = main;
    this.layout = layout;
  }

  /**
   * Writes and links the program in {@code folder}; returns the ELF file.
   *
   * @param statement that makes a call, with {@code %1$s} for its function and {@code %2$d} for its number, from 1 on
   */
  Path build(Path folder, List<MeteredCall> calls, String statement) throws IOException {
    Path elf = folder.resolve("calls.elf");
    Path runtime = home.resolve("runtime-c");
    List<String> command = new ArrayList<>(List.of(target.toolchain().command()));
    command.addAll(FLAGS);
    command.addAll(target.toolchain().cflags());
    command.addAll(target.toolchain().ldflags());
    command.addAll(layout.flags());
    command.add(target.accumulate().get(0) == Accumulate.FUSED ? "-DRP_ACCUMULATE_FUSED" : "-DRP_ACCUMULATE_SEPARATE");
    command.addAll(List.of("-I" + runtime.resolve("include"), "-I" + runtime.resolve("src"), "-I" + folder, "-L" + folder));
    write(folder, calls, statement).forEach(file -> command.add(file.toString()));
    kernels(runtime, calls, target.cluster() != null).forEach(file -> command.add(file.toString()));
    boardSupport(folder, command);
    command.addAll(List.of("-o", elf.toString()));
    Tool.run(command);
    return elf;
  }

  private List<Path> write(Path folder, List<MeteredCall> calls, String statement) throws IOException {
    List<Path> files = new ArrayList<>();
    StringBuilder prototypes = new StringBuilder();
    StringBuilder statements = new StringBuilder();
    long floats = 16;
    long codes = 16;
    long arena = 0;
    long stage = 16;
    long far = 16;
    for (int i = 0; i < calls.size(); i++) {
      MeteredCall c = calls.get(i);
      String function = "call_" + i;
      TiledCalls tiles = layout.tiled() ? TiledCalls.of(List.of(c.call()), c.samples(), target, c.far()) : TiledCalls.NONE;
      arena = Math.max(arena, tiles.arena());
      CallSource source = new CallSource(c.schedule(), List.of(c.call()), c.samples(), tiles, c.far());
      stage = Math.max(stage, c.far().stageBytes());
      far = Math.max(far, source.farBytes());
      files.add(Files.writeString(folder.resolve(function + ".c"), source.text(function, "call_floats", "call_codes", layout.constants())));
      prototypes.append("void ").append(function).append("(void);\n");
      statements.append("    ").append(String.format(Locale.ROOT, statement, function, i + 1)).append('\n');
      floats = Math.max(floats, source.floatBytes());
      codes = Math.max(codes, source.codeBytes());
    }
    String tileArena = arena == 0 ? "" : String.format(Locale.ROOT, TILES, CallSource.ARENA, arena, layout.operands(), CallSource.STAGE, stage, CallSource.FAR, far);
    String operands = String.format(Locale.ROOT, OPERANDS, floats, codes, layout.operands(), tileArena, prototypes);
    files.add(Files.writeString(folder.resolve("calls.c"), operands + main.replace("@CALLS@", statements)));
    return files;
  }

  private static String largestRam(Target board) {
    return board.memories().stream()
        .filter(m -> m.kind() == MemoryRegion.Kind.RAM)
        .max(Comparator.comparingLong(MemoryRegion::size))
        .orElseThrow(() -> new IllegalStateException("targets that are simulated have RAM"))
        .name();
  }

  private static List<Path> kernels(Path runtime, List<MeteredCall> calls, boolean tiled) {
    List<String> kernels = new ArrayList<>(calls.stream().map(c -> c.call().kernel()).distinct().toList());
    if (tiled) {
      kernels.addAll(List.of("rp_tiles_run", "rp_stream_run", "rp_stream_far_run"));
      calls.stream().map(MeteredCall::call).filter(PassSource::covers).map(PassSource::kernel).distinct().forEach(kernels::add);
    }
    Path sources = runtime.resolve("src");
    return new KernelSources(runtime).closure(kernels).stream().filter(f -> f.toString().endsWith(".c")).map(sources::resolve).toList();
  }

  /** Copies the board support, whose files include each other by name, and adds what is compiled and linked. */
  private void boardSupport(Path folder, List<String> command) throws IOException {
    for (String name : board.toolchain().files()) {
      Path file = board.folder().resolve(name);
      String leaf = file.getFileName().toString();
      String text = Files.readString(file);
      if (leaf.endsWith(".in")) {
        command.add("-T" + Files.writeString(folder.resolve("calls.ld"), LinkerScript.substitute(layout.script().apply(text), board, true)));
      } else {
        Path copy = Files.writeString(folder.resolve(leaf), text);
        if (leaf.endsWith(".c")) {
          command.add(copy.toString());
        }
      }
    }
  }
}
