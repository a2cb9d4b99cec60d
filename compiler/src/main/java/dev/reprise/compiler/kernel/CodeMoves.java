package dev.reprise.compiler.kernel;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.target.Extension;
import java.util.Set;

/** The kernels that move or map codes one by one, in any layout: the version that {@code machine} runs, and its estimated cycles. On a cluster the team shares them. */
public record CodeMoves(Machine machine) {
  /** Of one core: load, store, two steps, compare and jump. */
  private static final double MOVED = 9;

  private static final double MAPPED = 9;
  private static final double MULTIPLIED = 24;
  private static final double POOLED = 12;
  private static final long CALL = 50;

  /** Of a core of the team, for an element in L1; simulated on pulp-open. */
  private static final double TEAM_MOVED = 2.5;

  private static final double TEAM_MAPPED = 4.5;
  private static final double TEAM_MULTIPLIED = 24;
  private static final double TEAM_COPIED = 0.6;

  /** Of a transpose that stands between two calls in tiles: its plan, its code, and the transfers of an element there and back, which little hides. */
  private static final long TEAM_CALL = 3500;

  private static final double TEAM_TRANSFER = 0.3;

  /** Whether the team shares them: the share is their first argument. */
  public boolean shared() {
    return machine.has(Set.of(Extension.XPULP));
  }

  /** The C function that stands in for {@code portable}. */
  public String kernel(String portable) {
    return shared() ? portable + "_xpulp" : portable;
  }

  /** Gives {@code call} the share, where there is one. */
  public CallBuilder begin(CallBuilder call) {
    return shared() ? call.share() : call;
  }

  /** A transpose, which is a call more than there would be without it. */
  public long transpose(Shape shape) {
    return shared() ? TEAM_CALL + Math.round(shape.elements() * TEAM_TRANSFER) + each(shape, 0, TEAM_MOVED) : each(shape, MOVED, 0);
  }

  /** Pad: every element of the result is placed on its own. */
  public long pad(Shape shape) {
    return each(shape, MOVED, TEAM_MOVED);
  }

  /** Copies of {@code count} blocks of {@code bytes}. */
  public long copy(long count, long bytes) {
    return shared() ? XpulpBlocks.CALL + machine.most(count * (20 + Math.round(TEAM_COPIED * bytes))) : CALL + count * (30 + bytes);
  }

  /** A table look-up of each element. */
  public long map(Shape shape) {
    return each(shape, MAPPED, TEAM_MAPPED);
  }

  public long multiply(Shape shape) {
    return each(shape, MULTIPLIED, TEAM_MULTIPLIED);
  }

  private long each(Shape shape, double alone, double ofTeam) {
    return shared() ? XpulpBlocks.CALL + Math.round(machine.most(shape.elements()) * ofTeam) : CALL + Math.round(alone * shape.elements());
  }

  /** A pool of one core with {@code taps} to the window. */
  static long pool(long outputs, int taps) {
    return CALL + Math.round((POOLED * taps + 30) * outputs);
  }
}
