package dev.reprise.compiler.emit;

import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.tile.FarBuffers;
import dev.reprise.compiler.tile.TiledCalls;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Some kernel calls of a schedule as a C file of its own, without the learner around them. Every buffer has a place of its own. */
public final class CallSource {
  private static final int ALIGNMENT = 16;

  /** Of the largest output stage of a channel, {@code rp_xpulp_channel}; its buffers count stages, not words. */
  private static final int STAGE_BYTES = 16;

  private static final List<String> HEADERS = List.of("stddef.h", "rp_kernels_f32.h", "rp_kernels_s8_dsp.h", "rp_kernels_xpulp.h", "rp_l3.h", "rp_parallel.h", "rp_stream.h", "rp_stream_far.h", "rp_tiles.h");

  /** As the tables name the arena; whoever links the file defines it, with {@link TiledCalls#arena} bytes. */
  public static final String ARENA = "tile_arena";

  /** Where the blocks of buffers in L3 pass through; whoever links the file defines it, with {@link FarBuffers#stageBytes}. */
  public static final String STAGE = "rp_tile_stage";

  /** What lies in L3; whoever links the file defines it there, with {@link #farBytes}. */
  public static final String FAR = "call_far";

  private final Schedule schedule;
  private final List<Call> calls;
  private final int samples;
  private final TiledCalls tiles;
  private final FarBuffers far;
  private final Map<Buffer, Long> offsets = new LinkedHashMap<>();
  private long floatBytes;
  private long codeBytes;
  private long farBytes;

  /** Of calls none of which runs in tiles. */
  public CallSource(Schedule schedule, List<Call> calls, int samples) {
    this(schedule, calls, samples, TiledCalls.NONE, FarBuffers.NONE);
  }

  /**
   * @param samples that the calls are made with
   * @param tiles those of the calls that run in tiles
   * @param far buffers in L3, which only calls in tiles and updates access, and constants
   */
  public CallSource(Schedule schedule, List<Call> calls, int samples, TiledCalls tiles, FarBuffers far) {
    this.schedule = schedule;
    this.calls = List.copyOf(calls);
    this.samples = samples;
    this.tiles = tiles;
    this.far = far;
    for (Buffer b : buffers()) {
      if (isFetched(b)) {
        offsets.put(b, codeBytes);
        codeBytes += aligned(schedule.frozen().bytes(b));
      } else if (!isConstant(b)) {
        boolean floats = isFloat(b);
        long bytes = aligned(b.bytes(samples));
        if (far.holds(b)) {
          offsets.put(b, farBytes);
          farBytes += bytes;
        } else {
          offsets.put(b, floats ? floatBytes : codeBytes);
          floatBytes += floats ? bytes : 0;
          codeBytes += floats ? 0 : bytes;
        }
      }
    }
  }

  /** Bytes of the array of floats that the calls work on. */
  public long floatBytes() {
    return floatBytes;
  }

  /** Bytes of the array of codes that the calls work on. */
  public long codeBytes() {
    return codeBytes;
  }

  /** Bytes of {@link #FAR}. */
  public long farBytes() {
    return farBytes;
  }

  /** Bytes of the constants at most, each as if aligned like all else. */
  public long constantBytes() {
    Map<Buffer, Object> data = schedule.frozen().constants();
    return buffers().stream()
        .filter(CallSource::isConstant)
        .mapToLong(b -> aligned(data.get(b) instanceof List<?> stages ? (long) STAGE_BYTES * stages.size() : b.bytes(samples)))
        .sum();
  }

  private static long aligned(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * The file: constants, geometries, and {@code void <function>(void)} that makes the calls.
   *
   * @param floats name of an {@code unsigned char} array of at least {@link #floatBytes}, aligned to 16
   * @param codes as {@code floats}, for {@link #codeBytes}
   */
  public String text(String function, String floats, String codes) {
    return text(function, floats, codes, "");
  }

  /**
   * As {@link #text(String, String, String)}.
   *
   * @param section of the program that the constants go to, but not the geometries, told as clang understands it; empty for the usual one
   */
  public String text(String function, String floats, String codes, String section) {
    CText text = new CText();
    StringBuilder statements = new StringBuilder();
    for (int i = 0; i < calls.size(); i++) {
      statements.append("    ").append(statement(i, text)).append('\n');
    }
    StringBuilder out = new StringBuilder();
    HEADERS.forEach(header -> out.append("#include \"").append(header).append("\"\n"));
    out.append("\nextern unsigned char ").append(floats).append("[], ").append(codes).append("[];\n");
    offsets.forEach((b, at) ->
        out.append("#define ").append(CText.name(b)).append(" ((").append(isFetched(b) ? "void" : ModelSource.elementType(b)).append(" *)(void *)(")
            .append(isFetched(b) ? codes : far.holds(b) ? FAR : isFloat(b) ? floats : codes).append(" + ").append(at).append("))\n"));
    String constants = WeightsWriter.local(constants(), adaptiveConstants(), far::holds, this::isFetched);
    out.append(section.isEmpty() ? constants : rodata(section) + constants + rodata(""));
    text.definitions().values().forEach(d -> out.append(d).append('\n'));
    if (calls.stream().flatMap(c -> c.arguments().stream()).anyMatch(Argument.Variable.class::isInstance)) {
      out.append(String.format(Locale.ROOT, "static const uint16_t labels[%1$d];\nstatic float losses[%1$d];\nstatic const float inv_batch = 0x1p-7f;\n", samples));
    }
    if (tiles.arena() > 0) {
      Map<String, Object> variables = new HashMap<>();
      new TilesSource(calls, tiles, false).addTo(variables);
      variables.put("tileStorage", "static ");
      out.append("extern unsigned char ").append(ARENA).append("[], ").append(FAR).append("[], ").append(STAGE).append("[];\n\n").append(new Templates().render("tile_tables.ftl", variables));
    }
    for (int i = 0; i < calls.size(); i++) {
      if (isPass(calls.get(i))) {
        out.append(PassSource.work(calls.get(i), pass(i)));
        out.append(PassSource.isFar(calls.get(i), far) ? PassSource.piece(calls.get(i), piece(i), pass(i), tiles.arena()) : "");
      }
    }
    text.teamFunctions().forEach(f -> out.append('\n').append(f).append('\n'));
    return out + "\nvoid " + function + "(void);\nvoid " + function + "(void)\n{\n    int32_t n = " + samples + ";\n    (void)n;\n" + statements + "}\n";
  }

  private String statement(int i, CText text) {
    Call call = calls.get(i);
    if (tiles.of(call) != null) {
      return TilesSource.statement(call, i);
    }
    if (isPass(call) && PassSource.isFar(call, far)) {
      return PassSource.farStatement(call, piece(i));
    }
    return isPass(call) ? PassSource.statement(call, pass(i), tiles.arena()) : fetches(call, this::isFetched) + text.call(call);
  }

  /** Whether {@code b} is a constant in L3 of calls that do not run in tiles: it comes whole before them. */
  private boolean isFetched(Buffer b) {
    return isConstant(b) && far.holds(b) && calls.stream().allMatch(c -> tiles.of(c) == null);
  }

  /** Statements that bring the constants of {@code call} from L3, of which {@code fetched} is true. */
  static String fetches(Call call, Predicate<Buffer> fetched) {
    StringBuilder out = new StringBuilder();
    for (Argument a : call.arguments()) {
      if (a instanceof Argument.Pointer p && fetched.test(p.buffer())) {
        String array = WeightsWriter.fetchedName(p.buffer());
        out.append("rp_l3_fetch(").append(CText.name(p.buffer())).append(", ").append(array).append(", sizeof ").append(array).append("); ");
      }
    }
    return out.toString();
  }

  private boolean isPass(Call call) {
    return tiles.arena() > 0 && PassSource.covers(call);
  }

  private static String pass(int i) {
    return "pass_" + i;
  }

  private static String piece(int i) {
    return "piece_" + i;
  }

  private static String rodata(String section) {
    return "#pragma clang section rodata=\"" + section + "\"\n";
  }

  private Map<Buffer, Object> constants() {
    return only(schedule.frozen().constants());
  }

  private Map<Buffer, Tensor> adaptiveConstants() {
    return only(schedule.adaptive().constants());
  }

  private <T> Map<Buffer, T> only(Map<Buffer, T> all) {
    Set<Buffer> used = buffers();
    Map<Buffer, T> some = new LinkedHashMap<>(all);
    some.keySet().removeIf(b -> !isConstant(b) || !used.contains(b));
    return some;
  }

  private Set<Buffer> buffers() {
    return calls.stream()
        .flatMap(c -> c.arguments().stream())
        .filter(Argument.Pointer.class::isInstance)
        .map(a -> ((Argument.Pointer) a).buffer())
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  private static boolean isConstant(Buffer b) {
    return b.kind() == Buffer.Kind.CONSTANT;
  }

  private static boolean isFloat(Buffer b) {
    return ModelSource.elementType(b).equals("float");
  }
}
