package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Elementwise kernels for Xpulp, in pieces of all operands alike: activations, sums of gradients, and arithmetic between operands of one shape ({@link BroadcastTiles} has
 * the others).
 */
final class ElementwiseTiles implements TileRule {
  private static final int SHAPE_ARGUMENT = 1;
  private static final int FLOAT = 4;
  private static final int ALIGN = 16;
  private static final int AXES = 5;

  /** The control of a tile takes as long as the team takes for so many elements in L2. */
  private static final int LEAST_ELEMENTS = 256;

  /** Cycles of one core for an element while all compute, simulated on pulp-open. */
  private static final Map<String, Double> CYCLES =
      Map.ofEntries(
          Map.entry("rp_relu_f32_fw_xpulp", 5.2),
          Map.entry("rp_relu_f32_bw_xpulp", 6.3),
          Map.entry("rp_leaky_relu_f32_fw_xpulp", 6.3),
          Map.entry("rp_leaky_relu_f32_bw_xpulp", 7.4),
          Map.entry("rp_clip_f32_fw_xpulp", 8.3),
          Map.entry("rp_clip_f32_bw_xpulp", 8.4),
          Map.entry("rp_sigmoid_f32_fw_xpulp", 260.0),
          Map.entry("rp_sigmoid_f32_bw_xpulp", 6.4),
          Map.entry("rp_tanh_f32_fw_xpulp", 260.0),
          Map.entry("rp_tanh_f32_bw_xpulp", 6.4),
          Map.entry("rp_hard_sigmoid_f32_fw_xpulp", 10.3),
          Map.entry("rp_hard_sigmoid_f32_bw_xpulp", 10.4),
          Map.entry("rp_hard_swish_f32_fw_xpulp", 12.0),
          Map.entry("rp_hard_swish_f32_bw_xpulp", 18.3),
          Map.entry("rp_accumulate_f32_xpulp", 4.7),
          Map.entry("rp_add_f32_fw_xpulp", 5.5),
          Map.entry("rp_sub_f32_fw_xpulp", 5.5),
          Map.entry("rp_mul_f32_fw_xpulp", 5.5),
          // one divider for the cluster
          Map.entry("rp_div_f32_fw_xpulp", 112.0));

  @Override
  public boolean covers(Call call) {
    return CYCLES.containsKey(call.kernel()) && elements(call) > 0;
  }

  @Override
  public boolean pays(Call call) {
    return elements(call) >= LEAST_ELEMENTS;
  }

  /** Of a sample; 0 where operands are broadcast. */
  private static int elements(Call call) {
    if (call.arguments().get(SHAPE_ARGUMENT) instanceof Argument.Literal l) {
      return l.value().intValue();
    }
    Map<String, Number> geometry = ((Argument.Geometry) call.arguments().get(SHAPE_ARGUMENT)).members();
    int elements = 1;
    for (int axis = AXES - 1; axis >= 0; axis--) {
      int count = geometry.get("dims[" + axis + "]").intValue();
      if (count > 1 && !(is(geometry, "stride_a[" + axis + "]", elements) && is(geometry, "stride_b[" + axis + "]", elements))) {
        return 0;
      }
      elements *= count;
    }
    return is(geometry, "a_sample", elements) && is(geometry, "b_sample", elements) ? elements : 0;
  }

  private static boolean is(Map<String, Number> geometry, String member, int value) {
    return geometry.get(member).intValue() == value;
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    int elements = elements(call);
    List<TileOperand> operands = Tiling.operandsOf(call);
    TeamCycles team = new TeamCycles(limits.cluster());
    return Divisions.of(elements, ALIGN).stream()
        .filter(size -> size >= Math.min(elements, LEAST_ELEMENTS / 2))
        .map(size -> tiling(call, operands, elements, size, team));
  }

  private static Tiling tiling(Call call, List<TileOperand> operands, int elements, int size, TeamCycles team) {
    List<Tile> tiles = new ArrayList<>();
    for (int first = 0; first < elements; first += size) {
      int count = Math.min(size, elements - first);
      Block block = Block.of((long) first * FLOAT, 1, count * FLOAT, 0);
      tiles.add(new Tile(shape(call, count), operands.stream().map(o -> block).toList(), team.elements(count, CYCLES.get(call.kernel()))));
    }
    return new Tiling(call, SHAPE_ARGUMENT, operands, List.of(tiles));
  }

  private static Map<String, Integer> shape(Call call, int count) {
    if (!(call.arguments().get(SHAPE_ARGUMENT) instanceof Argument.Geometry g)) {
      return Map.of("count", count);
    }
    Map<String, Integer> m = new LinkedHashMap<>();
    for (String member : g.members().keySet()) {
      boolean dim = member.startsWith("dims");
      boolean last = member.endsWith("[" + (AXES - 1) + "]");
      boolean stride = member.startsWith("stride");
      m.put(member, stride ? (last ? 1 : 0) : dim && !last ? 1 : count);
    }
    return m;
  }
}
