package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.golden.ElementaryFunctions;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.LogSoftmax;

/** N3.13. */
final class LogSoftmaxGolden implements OperatorGolden<LogSoftmax> {
  @Override
  public void forward(LogSoftmax op, Tensor[] in, Tensor out, Mac mac) {
    AxisLines lines = AxisLines.of(out.shape(), op.axis());
    float[] x = in[0].floats();
    float[] y = out.floats();
    for (int line = 0; line < lines.lines(); line++) {
      int first = lines.first(line);
      float m = lines.maximum(x, first);
      float sum = 0f;
      for (int k = 0; k < lines.length(); k++) {
        sum = sum + ElementaryFunctions.exp(x[first + k * lines.step()] - m);
      }
      float log = ElementaryFunctions.log(sum);
      for (int k = 0; k < lines.length(); k++) {
        int at = first + k * lines.step();
        y[at] = (x[at] - m) - log;
      }
    }
  }

  @Override
  public void backward(LogSoftmax op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    AxisLines lines = AxisLines.of(out.shape(), op.axis());
    float[] y = out.floats();
    for (int line = 0; line < lines.lines(); line++) {
      int first = lines.first(line);
      float d = 0f;
      for (int k = 0; k < lines.length(); k++) {
        d = d + dy[first + k * lines.step()];
      }
      for (int k = 0; k < lines.length(); k++) {
        int at = first + k * lines.step();
        din[0][at] = dy[at] - ElementaryFunctions.exp(y[at]) * d;
      }
    }
  }
}
