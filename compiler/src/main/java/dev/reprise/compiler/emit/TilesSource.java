package dev.reprise.compiler.emit;

import dev.reprise.compiler.program.Argument;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.tile.Block;
import dev.reprise.compiler.tile.Tile;
import dev.reprise.compiler.tile.TileOperand;
import dev.reprise.compiler.tile.TilePlan;
import dev.reprise.compiler.tile.TiledCalls;
import dev.reprise.compiler.tile.Tiling;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The output model of {@code rp_tile_plans.c}: the tables of {@code rp_tiles.h}. */
public final class TilesSource {
  /** One plan; each list holds the rows of a table. */
  public record PlanRow(
      int place, String next, int early, boolean leaves, String work, List<String> operands, List<String> blocks, List<String> tiles, List<String> groupEnds, String shapeType) {}

  private static final String ABSENT = "RP_TILE_NONE";

  private final TiledCalls tiled;
  private final boolean host;
  private final Map<Call, Integer> places = new IdentityHashMap<>();
  private final Map<Map<String, Integer>, String> shapes = new LinkedHashMap<>();
  private final Map<String, String> shapeTexts = new LinkedHashMap<>();
  private final Map<String, String> works = new LinkedHashMap<>();
  private final List<PlanRow> plans = new ArrayList<>();

  /**
   * @param calls whose places in the list number the plans
   * @param tiled those of them that run in tiles, and others
   */
  TilesSource(List<Call> calls, TiledCalls tiled, boolean host) {
    this.tiled = tiled;
    this.host = host;
    calls.forEach(call -> places.put(call, places.size()));
    for (int place = 0; place < calls.size(); place++) {
      TilePlan plan = tiled.of(calls.get(place));
      if (plan != null) {
        plans.add(row(place, plan));
      }
    }
  }

  /** The statement that runs {@code call}, at {@code place}. */
  static String statement(Call call, int place) {
    return "rp_tiles_run(&rp_tile_plan_" + place + ", " + (call.hasSamples() ? "n" : "1") + ");";
  }

  void addTo(Map<String, Object> variables) {
    variables.put("tilePlans", plans);
    variables.put("tileStorage", "");
    variables.put("tileShapes", List.copyOf(shapeTexts.values()));
    variables.put("tileWorks", List.copyOf(works.keySet()).stream().map(body -> new ModelSource.Constant(works.get(body), body)).toList());
    variables.put("tileArena", tiled.arena());
    variables.put("tileSection", host ? "" : ".rp_l1");
  }

  private PlanRow row(int place, TilePlan plan) {
    Tiling tiling = plan.tiling();
    Map<Block, Integer> blocks = new LinkedHashMap<>();
    List<String> tiles = new ArrayList<>();
    List<String> groupEnds = new ArrayList<>();
    for (List<Tile> group : tiling.groups()) {
      for (Tile tile : group) {
        String indices = tile.blocks().stream().map(b -> b == null ? ABSENT : index(blocks, b)).collect(Collectors.joining(", "));
        tiles.add("{" + shape(shapeType(tiling), tile.shape()) + ", {" + indices + "}}");
      }
      groupEnds.add(Integer.toString(tiles.size()));
    }
    List<String> operands = new ArrayList<>();
    for (int o = 0; o < plan.places().size(); o++) {
      operands.add(operand(tiling.operands().get(o), plan.places().get(o)));
    }
    int early = plan.early().stream().mapToInt(o -> 1 << o).sum();
    String next = plan.next() == null ? "NULL" : "&rp_tile_plan_" + places.get(plan.next());
    return new PlanRow(place, next, early, plan.leaves(), work(tiling), operands, blocks.keySet().stream().map(TilesSource::block).toList(), tiles, groupEnds, shapeType(tiling));
  }

  private static String index(Map<Block, Integer> blocks, Block b) {
    return blocks.computeIfAbsent(b, k -> blocks.size()).toString();
  }

  private static String block(Block b) {
    return "{" + b.offset() + ", " + b.rows() + ", " + b.bytes() + ", " + b.stride() + "}";
  }

  private static String operand(TileOperand o, TilePlan.Place place) {
    String access =
        place.buffers() == 0
            ? "RESIDENT"
            : switch (o.access()) {
              case READ -> "READ";
              case WRITE -> "WRITE";
              case READ_WRITE -> "UPDATE";
              case SCRATCH -> "SCRATCH";
            };
    String stage = place.stage() < 0 ? "NULL" : "rp_tile_stage + " + place.stage();
    return "{(void *)" + CText.name(o.buffer()) + ", " + stage + ", " + o.sampleBytes() + ", " + place.offset() + ", " + place.bytes() + ", " + place.buffers() + ", RP_TILE_" + access + "}";
  }

  private static Argument shapeArgument(Tiling tiling) {
    return tiling.call().arguments().get(tiling.shapeArgument());
  }

  private static String shapeType(Tiling tiling) {
    return shapeArgument(tiling) instanceof Argument.Geometry g ? g.type() : "int32_t";
  }

  /** The address of a constant structure, each distinct one defined once. */
  private String shape(String type, Map<String, Integer> members) {
    String name =
        shapes.computeIfAbsent(
            members,
            m -> {
              String fresh = "tile_shape_" + shapes.size();
              shapeTexts.put(fresh, "static const " + type + " " + fresh + " = " + initializer(type, m) + ";");
              return fresh;
            });
    return "&" + name;
  }

  private static String initializer(String type, Map<String, Integer> members) {
    return type.equals("int32_t")
        ? members.values().iterator().next().toString()
        : CText.initializer(members);
  }

  /** The function that every core runs for a tile: the call with the job's pointers and shape, for one sample. */
  private String work(Tiling tiling) {
    List<Integer> pointers = tiling.operands().stream().map(TileOperand::argument).toList();
    List<String> arguments = new ArrayList<>();
    for (int i = 0; i < tiling.call().arguments().size(); i++) {
      Argument a = tiling.call().arguments().get(i);
      if (i == tiling.shapeArgument()) {
        arguments.add(a instanceof Argument.Geometry g ? "(const " + g.type() + " *)(const void *)job->shape" : "(int32_t)job->shape[0]");
      } else if (pointers.contains(i)) {
        arguments.add("job->operand[" + pointers.indexOf(i) + "]");
      } else if (a instanceof Argument.SampleCount) {
        arguments.add("1");
      } else if (a instanceof Argument.Geometry g) {
        arguments.add("&(const " + g.type() + ")" + CText.initializer(g.members()));
      } else {
        arguments.add(CText.plain(a));
      }
    }
    String body = tiling.call().kernel() + "(" + String.join(", ", arguments) + ");";
    return works.computeIfAbsent(body, b -> "tile_work_" + works.size());
  }
}
