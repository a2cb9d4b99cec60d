package dev.reprise.compiler.canonicalize;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;

/** A pass that looks at one node and its neighbours at a time, and sweeps over the graph until nothing matches any more. */
abstract class LocalPass implements Pass {
  /** More sweeps than any graph needs; beyond it a rewriting undoes itself. */
  private static final int MAX_SWEEPS = 1000;

  private final String name;

  LocalPass(String name) {
    this.name = name;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Graph run(Graph graph) {
    GraphEditor editor = new GraphEditor(graph);
    boolean any = false;
    for (int sweep = 0; ; sweep++) {
      if (sweep == MAX_SWEEPS) {
        throw new IllegalStateException("pass " + name + " does not come to an end");
      }
      boolean changed = false;
      for (Node node : editor.nodes()) {
        if (editor.contains(node)) {
          changed |= rewrite(editor, node);
        }
      }
      if (!changed) {
        return any ? editor.build() : graph;
      }
      any = true;
    }
  }

  /** Rewrites around {@code node} if it matches. Returns whether the graph was changed; it must be left alone otherwise. */
  abstract boolean rewrite(GraphEditor graph, Node node);
}
