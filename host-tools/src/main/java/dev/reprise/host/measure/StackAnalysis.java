package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Worst-case stack of a Cortex-M image. Frames come from gcc's .su files, and for library code from its pushes; calls from the disassembly;
 * the ways in from the vector table. Priorities are not looked at: every handler may interrupt the program and the others once.
 */
final class StackAnalysis {
  /** r0-r3, r12, lr, pc, xPSR, s0-s15, FPSCR, one reserved word, and 4 bytes that align the stack (Armv7-M manual, B1.5.7). */
  private static final long EXCEPTION_FRAME = 26 * 4 + 4;

  private static final String VECTORS = "vectors";
  private static final String STACK_SECTION = ".stack";

  private final FirmwareImage image;
  private final Map<String, MachineFunction> functions;
  private final StackFrames frames;

  private StackAnalysis(FirmwareImage image, Map<String, MachineFunction> functions, StackFrames frames) {
    this.image = image;
    this.functions = functions;
    this.frames = frames;
  }

  /**
   * Analyses {@code image}.
   *
   * @param objects folder with the .su files of the build
   * @param prefix of the target's tools, for example {@code arm-none-eabi-}
   */
  static StackReport run(FirmwareImage image, Path objects, String prefix) {
    String listing = disassemble(prefix + "objdump", image.file());
    return new StackAnalysis(image, ThumbDisassembly.parse(listing), StackFrames.read(objects)).report();
  }

  private static String disassemble(String tool, Path file) {
    try {
      Process process = new ProcessBuilder(tool, "-d", file.toString()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw RepriseException.of(MeasureError.NO_DISASSEMBLY, file.toString(), tool, text.strip());
      }
      return text;
    } catch (IOException e) {
      throw RepriseException.of(MeasureError.NO_DISASSEMBLY, file.toString(), tool, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw RepriseException.of(MeasureError.NO_DISASSEMBLY, file.toString(), tool, "interrupted");
    }
  }

  private StackReport report() {
    FirmwareImage.Symbol vectors = image.symbol(VECTORS).orElseThrow(() -> bad("it has no vector table named '" + VECTORS + "'"));
    List<String> entries = entries(vectors);
    CallGraph graph = new CallGraph(functions, bytes(), addressTaken(vectors));
    SortedSet<String> reachable = graph.reachable(entries);

    List<String> indirect = reachable.stream().filter(f -> functions.get(f).indirect()).toList();
    List<String> unbounded = new ArrayList<>();
    if (indirect.size() > CallGraph.MOST_INDIRECT) {
      unbounded.add(indirect.size() + " functions call through pointers");
      graph = new CallGraph(functions, bytes(), new TreeSet<>());
    }

    StackReport.Chain reset = graph.deepest(entries.get(0));
    List<StackReport.Chain> handlers = new ArrayList<>();
    for (String handler : entries.subList(1, entries.size())) {
      StackReport.Chain chain = graph.deepest(handler);
      handlers.add(new StackReport.Chain(chain.bytes() + EXCEPTION_FRAME, chain.links()));
    }
    long worst = reset.bytes() + handlers.stream().mapToLong(StackReport.Chain::bytes).sum();
    graph.recursive(reachable).forEach(f -> unbounded.add(f + " is recursive"));
    reachable.stream()
        .filter(f -> frames.of(f).map(frame -> !frame.bounded()).orElse(false))
        .forEach(f -> unbounded.add(f + " has a frame of variable size"));
    long reserved =
        image.sections().stream().filter(s -> s.name().equals(STACK_SECTION)).mapToLong(FirmwareImage.Section::size).sum();
    return new StackReport(worst, reserved, reset, handlers, indirect, unbounded, List.of());
  }

  private RepriseException bad(String why) {
    return RepriseException.of(MeasureError.BAD_IMAGE, image.file().toString(), why);
  }

  /** The functions of the vector table, reset first, each once. */
  private List<String> entries(FirmwareImage.Symbol vectors) {
    FirmwareImage.Section section =
        image.sections().stream().filter(s -> s.holds(vectors.address())).findFirst().orElseThrow(() -> bad("its vector table has no section"));
    int first = (int) (vectors.address() - section.address()) / 4;
    List<Long> words = FirmwareImage.words(section).subList(first, first + (int) vectors.size() / 4);
    Map<Long, String> names = names();
    Set<String> entries = new LinkedHashSet<>();
    for (long word : words.subList(1, words.size())) {
      Optional.ofNullable(names.get(word & ~1L)).filter(functions::containsKey).ifPresent(entries::add);
    }
    if (entries.isEmpty()) {
      throw bad("its vector table names no function");
    }
    return List.copyOf(entries);
  }

  /** Functions whose address (with the Thumb bit) stands anywhere in the image but in the vector table. */
  private SortedSet<String> addressTaken(FirmwareImage.Symbol vectors) {
    Map<Long, String> names = names();
    SortedSet<String> taken = new TreeSet<>();
    for (FirmwareImage.Section s : image.sections()) {
      List<Long> words = FirmwareImage.words(s);
      for (int i = 0; i < words.size(); i++) {
        long at = s.address() + 4L * i;
        boolean vector = at >= vectors.address() && at < vectors.address() + vectors.size();
        long word = words.get(i);
        String function = (word & 1) == 1 && !vector ? names.get(word & ~1L) : null;
        if (function != null && functions.containsKey(function)) {
          taken.add(function);
        }
      }
    }
    return taken;
  }

  private Map<Long, String> names() {
    return image.symbols().stream()
        .filter(FirmwareImage.Symbol::function)
        .collect(Collectors.toMap(FirmwareImage.Symbol::address, FirmwareImage.Symbol::name, (a, b) -> a.compareTo(b) < 0 ? a : b, TreeMap::new));
  }

  private Map<String, Long> bytes() {
    Map<String, Long> bytes = new TreeMap<>();
    functions.forEach((name, f) -> bytes.put(name, frames.of(name).map(StackFrames.Frame::bytes).orElse(f.pushed())));
    return bytes;
  }
}
