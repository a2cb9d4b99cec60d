package dev.reprise.compiler.golden;

import dev.reprise.compiler.golden.qop.QOperatorTable;
import dev.reprise.compiler.quantize.QGraph;
import dev.reprise.compiler.quantize.QNode;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.quantize.op.QOp;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs the frozen stage in integers (docs/numerics.md, N6). */
public final class FrozenExecutor {
  private FrozenExecutor() {}

  /**
   * Computes every value of the frozen stage for one sample.
   *
   * @param codes of the input, unsigned
   * @return codes of all values by name: the input, then the nodes' outputs in order
   * @throws IllegalArgumentException where the number of codes is not the input's
   */
  public static Map<String, byte[]> run(QGraph graph, byte[] codes) {
    int elements = graph.tensor(graph.input()).shape().elements();
    if (codes.length != elements) {
      throw new IllegalArgumentException("a sample has " + elements + " codes, not " + codes.length);
    }
    Map<String, byte[]> values = new LinkedHashMap<>();
    values.put(graph.input(), codes);
    for (QNode node : graph.nodes()) {
      QTensor[] types = node.inputs().stream().map(graph::tensor).toArray(QTensor[]::new);
      byte[][] in = node.inputs().stream().map(values::get).toArray(byte[][]::new);
      values.put(node.output(), forward(node.op(), types, in, graph.tensor(node.output())));
    }
    return values;
  }

  /** The 8-bit latent of one sample. */
  public static byte[] latent(QGraph graph, byte[] codes) {
    return run(graph, codes).get(graph.output());
  }

  private static <O extends QOp> byte[] forward(O op, QTensor[] types, byte[][] in, QTensor type) {
    byte[] out = new byte[type.shape().elements()];
    QOperatorTable.of(op).forward(op, types, in, type, out);
    return out;
  }
}
