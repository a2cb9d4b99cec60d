package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.golden.ElementaryFunctions;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Softmax;

/** N3.12. */
final class SoftmaxGolden implements OperatorGolden<Softmax> {
  @Override
  public void forward(Softmax op, Tensor[] in, Tensor out, Mac mac) {
    AxisLines lines = AxisLines.of(out.shape(), op.axis());
    float[] x = in[0].floats();
    float[] y = out.floats();
    for (int line = 0; line < lines.lines(); line++) {
      int first = lines.first(line);
      float m = lines.maximum(x, first);
      float sum = 0f;
      for (int k = 0; k < lines.length(); k++) {
        int at = first + k * lines.step();
        y[at] = ElementaryFunctions.exp(x[at] - m);
        sum = sum + y[at];
      }
      for (int k = 0; k < lines.length(); k++) {
        int at = first + k * lines.step();
        y[at] = y[at] / sum;
      }
    }
  }

  @Override
  public void backward(Softmax op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    AxisLines lines = AxisLines.of(out.shape(), op.axis());
    float[] y = out.floats();
    for (int line = 0; line < lines.lines(); line++) {
      int first = lines.first(line);
      float d = 0f;
      for (int k = 0; k < lines.length(); k++) {
        int at = first + k * lines.step();
        d = d + dy[at] * y[at];
      }
      for (int k = 0; k < lines.length(); k++) {
        int at = first + k * lines.step();
        din[0][at] = y[at] * (dy[at] - d);
      }
    }
  }
}
