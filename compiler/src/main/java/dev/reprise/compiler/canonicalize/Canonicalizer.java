package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Graph;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an imported graph into canonical form: static, without dead code, identities, normalization or shape games, and with one operator
 * for each meaning (Linear for every matrix product with constant weights, 2-D windows only, AveragePool for every mean).
 *
 * <p>Folded arithmetic is computed in double and rounded once (N3.16), so results differ from the original's by rounding only. Activations
 * are not fused here. A value that several nodes read, or that is the graph's output, is never fused away; a constant that several nodes
 * read is copied, not changed. Node names and the names of surviving values stay.
 */
public final class Canonicalizer {
  private static final Logger LOG = LoggerFactory.getLogger(Canonicalizer.class);

  /** Far above what any model needs; passes that undo each other reach it. */
  private static final int MAX_ROUNDS = 10_000;

  private Canonicalizer() {}

  /**
   * The passes in order of precedence: one runs only where none before it has anything left to do. Recognising patterns comes before
   * folding, which would take them apart; folding both ways comes before the depthwise convolution that is its last resort.
   */
  public static List<Pass> passes() {
    return List.of(
        new RemoveDeadCode(),
        new FoldConstants(),
        new RemoveIdentity(),
        new RemoveNeutralArithmetic(),
        new RecognizeHardSwish(),
        new MergeClamps(),
        new SimplifyTransposes(),
        new SimplifyReshapes(),
        new GemmToLinear(),
        new MatMulToLinear(),
        new FoldPad(),
        new FoldIntoPreceding(),
        new FoldIntoFollowing(),
        new AffineToDepthwise(),
        new MeanToAveragePool(),
        new LowerOneDimensional(),
        new SinkMoves());
  }

  /** The canonical form of any graph; whether the rest of the compiler accepts it is {@link LearnerCheck}'s question. */
  public static Graph run(Graph graph) {
    List<Pass> passes = passes();
    Graph current = graph;
    int rounds = 0;
    for (int i = 0; i < passes.size(); ) {
      Graph next = passes.get(i).run(current);
      if (next == current) {
        i++;
        continue;
      }
      LOG.trace("{}: {} -> {} nodes", passes.get(i).name(), current.nodes().size(), next.nodes().size());
      current = next;
      i = 0;
      if (++rounds > MAX_ROUNDS) {
        throw new IllegalStateException("canonicalisation of " + graph.name() + " does not come to an end");
      }
    }
    return current;
  }
}
