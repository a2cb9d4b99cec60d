package dev.reprise.compiler.quantize;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.quantize.op.QMul;
import java.util.List;

/** Mul, and Div by a constant, N6.5. */
final class MulQuantizer implements OperatorQuantizer {
  @Override
  public void quantize(Layer layer, StageBuilder stage) {
    Graph graph = stage.graph();
    Node node = layer.node();
    if (node.op() instanceof Div && (!graph.isConstant(node.input(1)) || hasZero(graph.constant(node.input(1))))) {
      throw RepriseException.of(QuantizationError.OPERATOR, "node '" + node.name() + "'", "Div", " by a value that is not a constant without zeros");
    }
    Operand a = Operand.of(layer, stage, 0);
    Operand b = node.op() instanceof Div ? Operand.constant(layer, stage, 1, reciprocal(graph.constant(node.input(1))), null) : Operand.of(layer, stage, 1);
    QParams out = stage.parameters(layer.output());
    double multiplier = (double) a.parameters().scale() * b.parameters().scale() / out.scale();
    long bound = (long) a.parameters().magnitude() * b.parameters().magnitude();
    QMul op = new QMul(Multipliers.proved(layer, multiplier, bound), layer.lowCode(out), layer.highCode(out));
    stage.finish(layer, op, List.of(a.tensor(), b.tensor()), out);
  }

  private static boolean hasZero(Tensor t) {
    for (float v : t.floats()) {
      if (v == 0) {
        return true;
      }
    }
    return false;
  }

  private static Tensor reciprocal(Tensor t) {
    float[] r = new float[t.floats().length];
    for (int i = 0; i < r.length; i++) {
      r[i] = 1f / t.floats()[i];
    }
    return Tensor.f32(t.shape(), r);
  }
}
