package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Pools in binary32 for Xpulp, in blocks of channels. Planes stay whole: an input gradient takes part of a plane from windows that reach beyond it, whose maxima and counts need all their taps.
 */
final class PoolTiles implements TileRule {
  private static final Pattern KERNEL = Pattern.compile("rp_(?:max|average)_pool_f32_(?:fw|bw)_xpulp");
  private static final int SHAPE_ARGUMENT = 1;
  private static final int FLOAT = 4;

  /** Cycles of one core for an output and for each of its taps, counted on pulp-open from windows of 2x2 and 3x3. */
  private static final int OUTPUT = 20;

  private static final Map<String, Integer> TAP =
      Map.of("rp_max_pool_f32_fw_xpulp", 12, "rp_max_pool_f32_bw_xpulp", 32, "rp_average_pool_f32_fw_xpulp", 16, "rp_average_pool_f32_bw_xpulp", 18);

  @Override
  public boolean covers(Call call) {
    return KERNEL.matcher(call.kernel()).matches();
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Map<String, Number> geometry = ((Argument.Geometry) call.arguments().get(SHAPE_ARGUMENT)).members();
    int channels = geometry.get("channels").intValue();
    int input = plane(geometry, "h_in", "w_in");
    int output = plane(geometry, "h_out", "w_out");
    List<TileOperand> operands = Tiling.operandsOf(call);
    List<Integer> planes = planes(call.kernel(), input, output);
    TeamCycles team = new TeamCycles(limits.cluster());
    double each = (OUTPUT + (double) TAP.get(call.kernel()) * geometry.get("k_h").intValue() * geometry.get("k_w").intValue()) * output / FLOAT;
    return Divisions.of(channels, 1).stream()
        .map(size -> tiling(call, operands, geometry, channels, size, planes, each, team));
  }

  private static int plane(Map<String, Number> geometry, String height, String width) {
    return geometry.get(height).intValue() * geometry.get(width).intValue() * FLOAT;
  }

  /** Bytes of a plane of each operand, in the order of the prototypes. */
  private static List<Integer> planes(String kernel, int input, int output) {
    return switch (kernel) {
      case "rp_max_pool_f32_bw_xpulp" -> List.of(input, output, input);
      case "rp_average_pool_f32_bw_xpulp" -> List.of(output, input);
      default -> List.of(input, output);
    };
  }

  private static Tiling tiling(
      Call call, List<TileOperand> operands, Map<String, Number> geometry, int channels, int size, List<Integer> planes, double each, TeamCycles team) {
    List<Tile> tiles = new ArrayList<>();
    for (int first = 0; first < channels; first += size) {
      int count = Math.min(size, channels - first);
      int at = first;
      List<Block> blocks = planes.stream().map(bytes -> Block.of((long) at * bytes, 1, count * bytes, 0)).toList();
      // rows are shared out: few of them leave cores idle, which the planes of several channels even out
      tiles.add(new Tile(shape(geometry, count), blocks, team.elements(count, each)));
    }
    return new Tiling(call, SHAPE_ARGUMENT, operands, List.of(tiles));
  }

  private static Map<String, Integer> shape(Map<String, Number> geometry, int channels) {
    Map<String, Integer> m = new LinkedHashMap<>();
    geometry.forEach((name, value) -> m.put(name, value.intValue()));
    m.put("channels", channels);
    return m;
  }
}
