package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Graph;

/** One named rewriting of a graph that keeps what it computes. */
public interface Pass {
  /** The name used in logs and tests, for example {@code fold-batch-normalization}. */
  String name();

  /** The rewritten graph, or {@code graph} itself where there was nothing to do. */
  Graph run(Graph graph);
}
