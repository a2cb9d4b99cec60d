package dev.reprise.compiler.tile;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tiled calls of a stage. They lie in L1 from the bottom and from the top in turn, so that a call's first blocks can be loaded, and what it has made can be stored, while its neighbour
 * computes; other calls may lie between them.
 */
final class TileSequence {
  /** With half of L1 a call may be this much dearer than with all of it, since it hides what its neighbours would expose as well: of the MNIST network's step at eight samples 86 % of the transfers instead of 84 %, for 0.7 % more cycles. */
  private static final double WORTH = 1.025;

  private final TilePlanner planner;
  private final long free;
  private final Predicate<Call> tiled;
  private final List<TilePlan> chosen = new ArrayList<>();
  /** The calls between each tiled call and the tiled one before it. */
  private final List<List<Call>> between = new ArrayList<>();

  private TileSequence(TilePlanner planner, long free, Predicate<Call> tiled) {
    this.planner = planner;
    this.free = free;
    this.tiled = tiled;
  }

  /**
   * Adds the plans of those of {@code stage} that run in tiles to {@code plans}.
   *
   * @param tiled which they are
   * @param start of what they may use of the arena
   * @param free bytes behind it
   * @throws RepriseException RP1520 where a call's smallest tile does not fit
   */
  static void plan(List<Call> stage, Predicate<Call> tiled, TilePlanner planner, long start, long free, Map<Call, TilePlan> plans) {
    TileSequence sequence = new TileSequence(planner, free, tiled);
    List<Call> calls = stage.stream().filter(tiled).toList();
    sequence.separate(stage);
    for (int i = 0; i < calls.size(); i++) {
      TilePlan plan = sequence.choose(calls.get(i), calls.size() > 1);
      long fromTop = (free - plan.bytes()) / TilePlanner.ALIGN * TilePlanner.ALIGN;
      sequence.chosen.add(plan.movedBy(start + (i % 2 == 0 ? 0 : fromTop)));
    }
    for (int i = 0; i < calls.size(); i++) {
      plans.put(calls.get(i), sequence.connected(i));
    }
  }

  private void separate(List<Call> stage) {
    List<Call> others = new ArrayList<>();
    for (Call call : stage) {
      if (tiled.test(call)) {
        between.add(List.copyOf(others));
        others.clear();
      } else {
        others.add(call);
      }
    }
  }

  private TilePlan choose(Call call, boolean neighbours) {
    TilePlan all =
        planner.plan(call, free).orElseThrow(() -> RepriseException.of(TileError.DOES_NOT_FIT, "L1", call.kernel(), call.node(), TileRules.of(call).orElseThrow().least(call), free));
    if (!neighbours) {
      return all;
    }
    return planner.plan(call, free / 2).filter(half -> betweenOthers(half) <= WORTH * all.estimate().cycles()).orElse(all);
  }

  /** Cycles of a plan in half of L1 whose neighbours hide its first loads and last stores. */
  private long betweenOthers(TilePlan half) {
    Set<Integer> operands = IntStream.range(0, half.places().size()).boxed().collect(Collectors.toSet());
    return planner.cost(half.tiling(), new TileCost.Neighbours(operands, List.of(), List.of(), true)).cycles();
  }

  private TilePlan connected(int i) {
    boolean last = i == chosen.size() - 1;
    TilePlan plan = chosen.get(i);
    Set<Integer> early = i == 0 ? Set.of() : early(i);
    TileCost.Neighbours neighbours =
        new TileCost.Neighbours(
            early,
            i > 0 && leaves(i - 1) ? lastStores(chosen.get(i - 1)) : List.of(),
            last ? List.of() : early(i + 1).stream().map(o -> firstBlock(chosen.get(i + 1), o)).toList(),
            leaves(i));
    Call behind = last ? null : chosen.get(i + 1).tiling().call();
    return plan.between(early, behind, leaves(i), planner.cost(plan.tiling(), neighbours));
  }

  /** Operands of call i that can be loaded while the tiled call before computes its last tile: nothing writes them from then on, and they do not come through the stage that calls share. */
  private Set<Integer> early(int i) {
    TilePlan before = chosen.get(i - 1);
    Set<Integer> early = new HashSet<>();
    if (before.bytes() + chosen.get(i).bytes() + TilePlanner.ALIGN <= free) {
      Set<Buffer> written = written(before);
      between.get(i).forEach(c -> touched(c, written, true));
      TilePlan plan = chosen.get(i);
      loaded(i).stream().filter(o -> plan.places().get(o).stage() < 0 && !written.contains(plan.tiling().operands().get(o).buffer())).forEach(early::add);
    }
    return early;
  }

  /**
   * Whether what the last tile of call i has made can be stored while the next tiled call computes its first: nothing needs it until then, and what that call, should its first tile be its last, loads
   * for the one behind it is something else. Loads do not wait for stores.
   */
  private boolean leaves(int i) {
    if (i == chosen.size() - 1 || chosen.get(i).stageBytes() > 0 || !early(i + 1).containsAll(loaded(i + 1))) {
      return false;
    }
    Set<Buffer> touched = new HashSet<>();
    between.get(i + 1).forEach(c -> touched(c, touched, false));
    if (i + 2 < chosen.size() && hasOneTile(chosen.get(i + 1))) {
      early(i + 2).forEach(o -> touched.add(chosen.get(i + 2).tiling().operands().get(o).buffer()));
    }
    return written(chosen.get(i)).stream().noneMatch(touched::contains);
  }

  private static boolean hasOneTile(TilePlan plan) {
    return plan.tiling().groups().size() == 1 && plan.tiling().groups().get(0).size() == 1;
  }

  private static Set<Buffer> written(TilePlan plan) {
    Set<Buffer> written = new HashSet<>();
    plan.tiling().operands().stream().filter(TileOperand::stored).forEach(o -> written.add(o.buffer()));
    return written;
  }

  private static void touched(Call call, Set<Buffer> buffers, boolean onlyWritten) {
    for (Argument a : call.arguments()) {
      if (a instanceof Argument.Pointer p && !(onlyWritten && p.access() == Argument.Access.READ)) {
        buffers.add(p.buffer());
      }
    }
  }

  /** Operands whose blocks come from L2. */
  private Set<Integer> loaded(int i) {
    Tiling tiling = chosen.get(i).tiling();
    Set<Integer> loaded = new HashSet<>();
    for (int o = 0; o < tiling.operands().size(); o++) {
      if (tiling.operands().get(o).loaded() && chosen.get(i).places().get(o).buffers() > 0) {
        loaded.add(o);
      }
    }
    return loaded;
  }

  private static Block firstBlock(TilePlan plan, int operand) {
    return plan.tiling().groups().get(0).get(0).blocks().get(operand);
  }

  private static List<Block> lastStores(TilePlan plan) {
    List<Tile> group = plan.tiling().groups().get(plan.tiling().groups().size() - 1);
    Tile tile = group.get(group.size() - 1);
    List<Block> stores = new ArrayList<>();
    for (int o = 0; o < plan.places().size(); o++) {
      if (plan.tiling().operands().get(o).stored() && plan.places().get(o).buffers() > 0 && tile.blocks().get(o) != null) {
        stores.add(tile.blocks().get(o));
      }
    }
    return stores;
  }
}
