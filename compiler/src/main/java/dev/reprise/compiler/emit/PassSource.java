package dev.reprise.compiler.emit;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.schedule.LearnerArray;
import dev.reprise.compiler.tile.FarBuffers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A call of {@code LearnerCalls} as a cluster's team does it: in chunks that stream through L1, like the passes of {@code runtime-c/src/learner_team/rp_passes_team.c}. */
public final class PassSource {
  /** PASS_LEAST there. */
  private static final int LEAST = 24;

  /** PASS_UNIT there: codes of a slot begin at a byte again. */
  private static final int LATENT_UNIT = 8;

  private PassSource() {}

  /** Whether the team does {@code call} in chunks. */
  public static boolean covers(Call call) {
    boolean update = call.kernel().startsWith("rp_sgd_");
    return (update && elements(call) >= LEAST) || call.kernel().startsWith("rp_latent_");
  }

  /** Its C function there. */
  public static String kernel(Call call) {
    return call.kernel() + "_xpulp";
  }

  private static int elements(Call call) {
    return ((Argument.Literal) call.arguments().get(0)).value().intValue();
  }

  /** The function {@code name} that every core runs for a chunk. */
  static String work(Call call, String name) {
    List<String> arguments = new ArrayList<>(List.of("rp_team_share()", "c->elements"));
    int arrays = 0;
    for (Argument a : call.arguments().subList(1, call.arguments().size())) {
      arguments.add(a instanceof Argument.Pointer ? "c->array[" + arrays++ + "]" : CText.plain(a));
    }
    String head = "static void " + name + "(void *argument)\n{\n    const rp_stream_chunk *c = argument;\n    ";
    return head + kernel(call) + "(" + String.join(", ", arguments) + ");\n}\n";
  }

  /**
   * The statement that runs it.
   *
   * @param work name of {@link #work}
   * @param arena bytes of L1
   */
  static String statement(Call call, String work, long arena) {
    int unit = call.kernel().startsWith("rp_latent_") ? LATENT_UNIT : 1;
    List<String> arrays = pointers(call).stream().map(p -> array(p, unit, elements(call))).toList();
    String stream = String.format(Locale.ROOT, "{%s, NULL, %d, %d, %d, {%s}}", work, elements(call), unit, arrays.size(), arrays.stream().collect(Collectors.joining(", ")));
    return "{ const rp_stream stream = " + stream + "; rp_stream_run(&stream, " + CallSource.ARENA + ", " + arena + "); }";
  }

  /** Whether {@code call} is an update of which L3 has a part: its pieces pass through L2 first. */
  static boolean isFar(Call call, FarBuffers far) {
    return call.kernel().startsWith("rp_sgd_") && pointers(call).stream().anyMatch(p -> far.holds(p.buffer()));
  }

  /** The function {@code name} that runs a piece of such an update. */
  static String piece(Call call, String name, String work, long arena) {
    List<String> arrays = new ArrayList<>();
    for (Argument.Pointer p : pointers(call)) {
      arrays.add("{array[" + arrays.size() + "], sizeof(float), RP_STREAM_" + access(p) + "}");
    }
    String stream = String.format(Locale.ROOT, "{%s, NULL, count, 1, %d, {%s}}", work, arrays.size(), String.join(", ", arrays));
    return "static void " + name + "(const void *constants, int32_t count, float *const *array)\n{\n    const rp_stream stream = " + stream + ";\n    (void)constants;\n    rp_stream_run(&stream, "
        + CallSource.ARENA + ", " + arena + ");\n}\n";
  }

  /** The statement that runs such an update. */
  static String farStatement(Call call, String piece) {
    String arrays = pointers(call).stream().map(p -> CText.name(p.buffer())).collect(Collectors.joining(", "));
    String written = pointers(call).stream().map(p -> Boolean.toString(p.access() != Argument.Access.READ)).collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "{ const rp_stream_far stream = {%s, NULL, %d, {%s}, {%s}}; rp_stream_far_run(&stream, (float *)(void *)%s, %d); }", piece, elements(call), arrays, written, CallSource.STAGE,
        LearnerArray.PASSAGE_BYTES);
  }

  private static List<Argument.Pointer> pointers(Call call) {
    return call.arguments().stream().filter(Argument.Pointer.class::isInstance).map(a -> (Argument.Pointer) a).toList();
  }

  private static String array(Argument.Pointer p, int unit, int elements) {
    long unitBytes = Math.round((double) p.buffer().bytes(1) * unit / elements);
    return "{(void *)" + CText.name(p.buffer()) + ", " + unitBytes + ", RP_STREAM_" + access(p) + "}";
  }

  private static String access(Argument.Pointer p) {
    return switch (p.access()) {
      case READ -> "READ";
      case WRITE -> "WRITE";
      case READ_WRITE -> "UPDATE";
      case SCRATCH -> throw new IllegalArgumentException("passes have no scratch");
    };
  }
}
