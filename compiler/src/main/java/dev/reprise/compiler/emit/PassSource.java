package dev.reprise.compiler.emit;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
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
    List<String> arrays =
        call.arguments().stream().filter(Argument.Pointer.class::isInstance).map(a -> array((Argument.Pointer) a, unit, elements(call))).toList();
    String stream = String.format(Locale.ROOT, "{%s, NULL, %d, %d, %d, {%s}}", work, elements(call), unit, arrays.size(), arrays.stream().collect(Collectors.joining(", ")));
    return "{ const rp_stream stream = " + stream + "; rp_stream_run(&stream, " + CallSource.ARENA + ", " + arena + "); }";
  }

  private static String array(Argument.Pointer p, int unit, int elements) {
    String access =
        switch (p.access()) {
          case READ -> "READ";
          case WRITE -> "WRITE";
          case READ_WRITE -> "UPDATE";
          case SCRATCH -> throw new IllegalArgumentException("passes have no scratch");
        };
    long unitBytes = Math.round((double) p.buffer().bytes(1) * unit / elements);
    return "{(void *)" + CText.name(p.buffer()) + ", " + unitBytes + ", RP_STREAM_" + access + "}";
  }
}
