package dev.reprise.compiler.tile;

import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Operators with broadcasting for Xpulp, and gradients of their operands, in bands of the result along an outer axis. An operand that lacks the axis comes along whole; where that is the gradient its sums would be cut, so the
 * axis is one that it has.
 */
final class BroadcastTiles implements TileRule {
  private static final int SHAPE_ARGUMENT = 1;
  private static final int LEAST_ELEMENTS = 256;

  /** Which tensor an operand is: one of the geometry's two, or one of the result's shape. */
  private enum Role {
    A,
    B,
    RESULT
  }

  /**
   * A kernel.
   *
   * @param roles of its operands, the one that is written last
   * @param cycles of one core for an element while all compute, simulated on pulp-open
   */
  private record Kernel(List<Role> roles, double cycles) {}

  private static final List<Role> FORWARD = List.of(Role.A, Role.B, Role.RESULT);
  private static final List<Role> OF_A = List.of(Role.B, Role.RESULT, Role.A);

  private static final Map<String, Kernel> KERNELS =
      Map.of(
          "rp_mul_u8_xpulp", new Kernel(FORWARD, 24),
          "rp_add_f32_fw_xpulp", new Kernel(FORWARD, 6),
          "rp_sub_f32_fw_xpulp", new Kernel(FORWARD, 6),
          "rp_mul_f32_fw_xpulp", new Kernel(FORWARD, 6),
          // one divider for the cluster
          "rp_div_f32_fw_xpulp", new Kernel(FORWARD, 112),
          "rp_add_f32_bw_xpulp", new Kernel(List.of(Role.RESULT, Role.A), 6),
          "rp_mul_f32_bw_xpulp", new Kernel(OF_A, 8),
          "rp_div_f32_bw_a_xpulp", new Kernel(OF_A, 112),
          "rp_div_f32_bw_b_xpulp", new Kernel(List.of(Role.RESULT, Role.B, Role.RESULT, Role.B), 120));

  /** The call, outermost axis first. */
  private record Operator(Call call, Kernel kernel, Map<String, Number> members, int[] dims, Map<Role, int[]> strides) {
    static Operator of(Call call) {
      Map<String, Number> g = Members.of(call, SHAPE_ARGUMENT);
      int[] dims = Members.array(g, "dims");
      int[] contiguous = new int[dims.length];
      for (int axis = dims.length - 1, step = 1; axis >= 0; step *= dims[axis], axis--) {
        contiguous[axis] = dims[axis] == 1 ? 0 : step;
      }
      return new Operator(call, KERNELS.get(call.kernel()), g, dims, Map.of(Role.A, Members.array(g, "stride_a"), Role.B, Members.array(g, "stride_b"), Role.RESULT, contiguous));
    }

    /** Whether what is written has {@code axis} and all outside it. */
    boolean cuts(int axis) {
      int[] written = strides.get(kernel.roles().get(kernel.roles().size() - 1));
      return (dims[axis] > 1 || axis == dims.length - 1) && IntStream.rangeClosed(0, axis).allMatch(a -> dims[a] == 1 || written[a] != 0);
    }

    /** The result at one index of each axis outside a range, and whole axes inside it. */
    Tile tile(int[] first, int[] count, TeamCycles cycles) {
      Map<String, Integer> m = new LinkedHashMap<>();
      members.forEach((name, value) -> m.put(name, value.intValue()));
      Members.put(m, "dims", count, 1);
      List<TileOperand> operands = Tiling.operandsOf(call);
      List<Block> blocks = new ArrayList<>();
      for (int o = 0; o < operands.size(); o++) {
        int size = operands.get(o).buffer().type().bytes();
        int[] stride = strides.get(kernel.roles().get(o));
        long at = 0;
        int elements = 1;
        for (int axis = 0; axis < dims.length; axis++) {
          at += (long) first[axis] * stride[axis];
          elements *= stride[axis] == 0 ? 1 : count[axis];
        }
        blocks.add(Block.of(at * size, 1, elements * size, 0));
      }
      return new Tile(m, blocks, cycles.elements(Members.product(count), kernel.cycles()));
    }
  }

  @Override
  public boolean covers(Call call) {
    if (!KERNELS.containsKey(call.kernel())) {
      return false;
    }
    Operator operator = Operator.of(call);
    return IntStream.range(0, operator.dims.length).anyMatch(operator::cuts);
  }

  @Override
  public boolean pays(Call call) {
    return Members.product(Operator.of(call).dims) >= LEAST_ELEMENTS;
  }

  @Override
  public Stream<Tiling> tilings(Call call, TileLimits limits) {
    Operator operator = Operator.of(call);
    TeamCycles cycles = new TeamCycles(limits.cluster());
    return IntStream.range(0, operator.dims.length)
        .filter(operator::cuts)
        .boxed()
        .flatMap(axis -> Divisions.of(operator.dims[axis], 1).stream().map(size -> tiling(operator, axis, size, cycles)));
  }

  /** Bands of {@code size} along {@code axis}; axes outside it are taken one by one. */
  private static Tiling tiling(Operator operator, int axis, int size, TeamCycles cycles) {
    List<Tile> tiles = new ArrayList<>();
    Bands.of(operator.dims, axis, size).forEach(b -> tiles.add(operator.tile(b.first(), b.count(), cycles)));
    return new Tiling(operator.call, SHAPE_ARGUMENT, Tiling.operandsOf(operator.call), List.of(tiles));
  }
}
