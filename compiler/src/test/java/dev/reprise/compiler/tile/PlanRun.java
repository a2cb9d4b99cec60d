package dev.reprise.compiler.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.program.Argument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs a plan on arrays as {@code rp_tiles_run} does, with transfers as late as they may be: what is loaded for the next tile arrives, and what is stored leaves, when the present tile is done. Checks on
 * the way that nothing that is moved is in use.
 */
final class PlanRun {
  private static final int FLOAT = 4;

  /** Floats first .. end-1 of L1. */
  private record Span(int first, int end) {
    boolean meets(Span other) {
      return first < other.end && other.first < end;
    }
  }

  /** A block of an operand in a buffer. */
  private record Held(int operand, Block block, int sample, Span span) {
    boolean isSame(Held other) {
      return operand == other.operand && block.equals(other.block) && sample == other.sample;
    }
  }

  private final TilePlan plan;
  private final Map<String, float[]> l2;
  private final float[] l1;
  private final int[] buffer;
  private final Held[] held;
  private final Map<String, int[]> written = new HashMap<>();
  private final Set<List<Long>> accumulators = new HashSet<>();
  private List<Held> leaving = new ArrayList<>();
  private int iterations;

  /** @param l2 tensors by name; those of samples one after the other */
  PlanRun(TilePlan plan, Map<String, float[]> l2, long arena) {
    this.plan = plan;
    this.l2 = l2;
    l1 = new float[(int) (arena / FLOAT)];
    java.util.Arrays.fill(l1, Float.NaN);
    int count = plan.places().size();
    buffer = new int[count];
    held = new Held[count];
    l2.forEach((name, data) -> written.put(name, new int[data.length]));
  }

  int iterations() {
    return iterations;
  }

  /** How often each float of a stored tensor was stored. */
  int[] written(String name) {
    return written.get(name);
  }

  void run(int samples) {
    Tile running = null;
    Held[] runningHeld = null;
    for (List<Tile> group : plan.tiling().groups()) {
      for (int sample = 0; sample < samples; sample++) {
        for (Tile tile : group) {
          List<Held> stores = leaving;
          leaving = new ArrayList<>();
          List<Held> loads = moveOn(tile, sample);
          if (running != null) {
            requireApart(runningHeld, stores, loads);
            compute(running, runningHeld);
          }
          stores.forEach(this::store);
          loads.forEach(this::load);
          running = tile;
          runningHeld = heldBy(tile);
          iterations++;
        }
      }
    }
    requireApart(runningHeld, leaving, List.of());
    compute(running, runningHeld);
    leaving.forEach(this::store);
    for (Held h : held) {
      if (h != null && plan.tiling().operands().get(h.operand).stored()) {
        store(h);
      }
    }
  }

  private List<Held> moveOn(Tile tile, int sample) {
    List<Held> loads = new ArrayList<>();
    for (int o = 0; o < held.length; o++) {
      Block next = tile.blocks().get(o);
      TileOperand operand = plan.tiling().operands().get(o);
      int of = operand.buffer().perSample() ? sample : 0;
      if (next == null || held[o] != null && held[o].block.equals(next) && held[o].sample == of) {
        continue;
      }
      TilePlan.Place place = plan.places().get(o);
      if (held[o] != null) {
        buffer[o] = (buffer[o] + 1) % place.buffers();
        if (operand.stored()) {
          leaving.add(held[o]);
        }
      }
      int first = (int) (place.offset() + buffer[o] * place.bytes()) / FLOAT;
      assertThat(next.size()).isLessThanOrEqualTo(place.bytes());
      held[o] = new Held(o, next, of, new Span(first, first + (int) next.size() / FLOAT));
      assertThat(held[o].span.end).as("inside L1").isLessThanOrEqualTo(l1.length);
      if (accessByCall(operand) == Argument.Access.READ_WRITE) {
        assertThat(accumulators.add(List.of((long) o, next.offset()))).as("an accumulator is visited once").isTrue();
      }
      if (operand.loaded()) {
        loads.add(held[o]);
      }
    }
    return loads;
  }

  /** Partial sums are read again by tiles, but not by the call. */
  private Argument.Access accessByCall(TileOperand operand) {
    return ((Argument.Pointer) plan.tiling().call().arguments().get(operand.argument())).access();
  }

  private Held[] heldBy(Tile tile) {
    Held[] now = held.clone();
    for (int o = 0; o < now.length; o++) {
      now[o] = tile.blocks().get(o) == null ? null : now[o];
    }
    return now;
  }

  /** What is under way while a tile computes: no load or store may touch the tile's blocks or another transfer's. */
  private static void requireApart(Held[] used, List<Held> stores, List<Held> loads) {
    List<Held> moving = new ArrayList<>(stores);
    moving.addAll(loads);
    for (int i = 0; i < moving.size(); i++) {
      for (Held u : used) {
        assertThat(u != null && u.span.meets(moving.get(i).span)).as("a transfer touches a block in use").isFalse();
      }
      for (int j = 0; j < i; j++) {
        assertThat(moving.get(j).span.meets(moving.get(i).span)).as("two transfers meet").isFalse();
        assertThat(moving.get(j).isSame(moving.get(i))).as("a block is loaded while it is stored").isFalse();
      }
    }
  }

  private void compute(Tile tile, Held[] used) {
    Map<String, float[]> tensors = new HashMap<>();
    for (Held h : used) {
      if (h != null) {
        tensors.put(name(h), java.util.Arrays.copyOfRange(l1, h.span.first, h.span.end));
      }
    }
    PlainKernels.run(plan.tiling().call().kernel(), tile.shape(), tensors);
    for (Held h : used) {
      if (h != null) {
        System.arraycopy(tensors.get(name(h)), 0, l1, h.span.first, h.span.end - h.span.first);
      }
    }
  }

  private String name(Held h) {
    return plan.tiling().operands().get(h.operand).buffer().name();
  }

  private void load(Held h) {
    rows(h, false);
  }

  private void store(Held h) {
    rows(h, true);
  }

  private void rows(Held h, boolean out) {
    Block b = h.block;
    float[] tensor = l2.get(name(h));
    int elements = plan.tiling().operands().get(h.operand).buffer().elements();
    assertThat(b.offset() + (long) (b.rows() - 1) * b.stride() + b.bytes()).as("inside the sample").isLessThanOrEqualTo((long) elements * FLOAT);
    for (int row = 0; row < b.rows(); row++) {
      int far = (int) (h.sample * (long) elements + (b.offset() + (long) row * b.stride()) / FLOAT);
      int near = h.span.first + row * b.bytes() / FLOAT;
      int count = b.bytes() / FLOAT;
      if (out) {
        System.arraycopy(l1, near, tensor, far, count);
        for (int i = 0; i < count; i++) {
          written.get(name(h))[far + i]++;
        }
      } else {
        System.arraycopy(tensor, far, l1, near, count);
      }
    }
  }
}
