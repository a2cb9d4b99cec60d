package dev.reprise.compiler.golden;

import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.op.Add;
import dev.reprise.compiler.ir.op.AveragePool;
import dev.reprise.compiler.ir.op.Clip;
import dev.reprise.compiler.ir.op.Concat;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Div;
import dev.reprise.compiler.ir.op.GlobalAveragePool;
import dev.reprise.compiler.ir.op.HardSigmoid;
import dev.reprise.compiler.ir.op.HardSwish;
import dev.reprise.compiler.ir.op.Identity;
import dev.reprise.compiler.ir.op.LeakyRelu;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.MaxPool;
import dev.reprise.compiler.ir.op.Mul;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.ir.op.Pad;
import dev.reprise.compiler.ir.op.ReduceMean;
import dev.reprise.compiler.ir.op.Relu;
import dev.reprise.compiler.ir.op.Reshape;
import dev.reprise.compiler.ir.op.Sigmoid;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.ir.op.Sub;
import dev.reprise.compiler.ir.op.Tanh;
import dev.reprise.compiler.ir.op.Transpose;
import dev.reprise.compiler.ir.op.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * A forward pass in binary64, written from the operators' mathematical definitions over index vectors. It shares no code with the golden
 * executor and is the ground that finite differences stand on.
 */
final class DoubleInterpreter {
  /** A tensor read by index vectors. */
  record Value(Shape shape, double[] data) {
    double at(int... index) {
      return data[offset(shape, index)];
    }
  }

  private interface Definition {
    double at(int[] index);
  }

  private DoubleInterpreter() {}

  /** All values of the graph for values of its inputs and constants. */
  static Map<String, double[]> run(Graph graph, Map<String, double[]> given) {
    Map<String, double[]> values = new HashMap<>(given);
    for (Node node : graph.nodes()) {
      List<Value> in = new ArrayList<>();
      for (String name : node.inputs()) {
        in.add(new Value(graph.shape(name), values.get(name)));
      }
      values.put(node.output(), evaluate(node.op(), in, graph.shape(node.output())));
    }
    return values;
  }

  static double[] evaluate(Op op, List<Value> in, Shape out) {
    Value x = in.get(0);
    if (op instanceof Reshape || op instanceof Identity) {
      return x.data().clone();
    }
    if (op instanceof Conv conv) {
      return each(out, y -> conv(conv, x, in.get(1), in.size() > 2 ? in.get(2) : null, y));
    }
    if (op instanceof Linear) {
      return each(out, y -> linear(x, in.get(1), in.size() > 2 ? in.get(2) : null, y));
    }
    if (op instanceof MaxPool pool) {
      return each(out, y -> taps(pool.window(), x, y, false).stream().mapToDouble(v -> v).max().orElse(Double.NEGATIVE_INFINITY));
    }
    if (op instanceof AveragePool pool) {
      return each(out, y -> taps(pool.window(), x, y, pool.countIncludePad()).stream().mapToDouble(v -> v).average().orElse(0));
    }
    if (op instanceof GlobalAveragePool) {
      return each(out, y -> mean(x, y, List.of(2, 3)));
    }
    if (op instanceof ReduceMean mean) {
      return each(out, y -> mean(x, mean.keepDims() ? y : reinserted(y, mean.axes(), x.shape().rank()), mean.axes()));
    }
    if (op instanceof Softmax softmax) {
      return each(out, y -> Math.exp(x.at(y)) / sumOfExponentials(x, y, softmax.axis()));
    }
    if (op instanceof LogSoftmax softmax) {
      return each(out, y -> x.at(y) - Math.log(sumOfExponentials(x, y, softmax.axis())));
    }
    if (op instanceof Concat concat) {
      return each(out, y -> joined(in, y, concat.axis()));
    }
    if (op instanceof Pad pad) {
      return each(out, y -> padded(pad, x, y));
    }
    if (op instanceof Transpose transpose) {
      return each(
          out,
          y -> {
            int[] index = new int[y.length];
            for (int i = 0; i < y.length; i++) {
              index[transpose.perm().get(i)] = y[i];
            }
            return x.at(index);
          });
    }
    if (in.size() == 2) {
      return each(out, y -> binary(op, broadcast(x, y), broadcast(in.get(1), y)));
    }
    return each(out, y -> activation(op).applyAsDouble(x.at(y)));
  }

  private static double binary(Op op, double a, double b) {
    if (op instanceof Add) {
      return a + b;
    }
    if (op instanceof Sub) {
      return a - b;
    }
    if (op instanceof Mul) {
      return a * b;
    }
    if (op instanceof Div) {
      return a / b;
    }
    throw new IllegalArgumentException(op.kind());
  }

  private static DoubleUnaryOperator activation(Op op) {
    if (op instanceof Relu) {
      return x -> Math.max(x, 0);
    }
    if (op instanceof LeakyRelu leaky) {
      return x -> Math.max(x, 0) + leaky.alpha() * Math.min(x, 0);
    }
    if (op instanceof Clip clip) {
      return x -> Math.min(Math.max(x, clip.min()), clip.max());
    }
    if (op instanceof Sigmoid) {
      return x -> 1 / (1 + Math.exp(-x));
    }
    if (op instanceof Tanh) {
      return Math::tanh;
    }
    if (op instanceof HardSigmoid hard) {
      return x -> Math.min(1, Math.max(0, hard.alpha() * x + hard.beta()));
    }
    if (op instanceof HardSwish) {
      return x -> x * Math.min(1, Math.max(0, x / 6 + 0.5));
    }
    throw new IllegalArgumentException(op.kind());
  }

  private static double conv(Conv conv, Value x, Value w, Value bias, int[] y) {
    int perGroup = w.shape().dim(1);
    int group = y[1] / (w.shape().dim(0) / conv.groups());
    double sum = bias == null ? 0 : bias.at(y[1]);
    for (int c = 0; c < perGroup; c++) {
      for (int r = 0; r < w.shape().dim(2); r++) {
        for (int k = 0; k < w.shape().dim(3); k++) {
          int row = position(conv.window(), 0, y[2], r);
          int column = position(conv.window(), 1, y[3], k);
          if (row >= 0 && row < x.shape().dim(2) && column >= 0 && column < x.shape().dim(3)) {
            sum += x.at(y[0], group * perGroup + c, row, column) * w.at(y[1], c, r, k);
          }
        }
      }
    }
    return sum;
  }

  private static double linear(Value x, Value w, Value bias, int[] y) {
    int feature = y[y.length - 1];
    double sum = bias == null ? 0 : bias.at(feature);
    int[] index = y.clone();
    for (int k = 0; k < w.shape().dim(1); k++) {
      index[y.length - 1] = k;
      sum += x.at(index) * w.at(feature, k);
    }
    return sum;
  }

  /** Values under the window; with {@code pads} also a 0 for every tap in the padding. */
  private static List<Double> taps(Window window, Value x, int[] y, boolean pads) {
    List<Double> taps = new ArrayList<>();
    for (int r = 0; r < window.kernel().get(0); r++) {
      for (int k = 0; k < window.kernel().get(1); k++) {
        int row = position(window, 0, y[2], r);
        int column = position(window, 1, y[3], k);
        boolean inside = row >= 0 && row < x.shape().dim(2) && column >= 0 && column < x.shape().dim(3);
        if (inside) {
          taps.add(x.at(y[0], y[1], row, column));
        } else if (pads && row < x.shape().dim(2) + window.padsEnd().get(0) && column < x.shape().dim(3) + window.padsEnd().get(1)) {
          taps.add(0.0);
        }
      }
    }
    return taps;
  }

  private static int position(Window window, int axis, int output, int tap) {
    return output * window.strides().get(axis) + tap * window.dilations().get(axis) - window.padsBegin().get(axis);
  }

  private static double mean(Value x, int[] at, List<Integer> axes) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < x.data().length; i++) {
      int[] index = index(x.shape(), i);
      boolean matches = true;
      for (int axis = 0; axis < index.length; axis++) {
        matches &= axes.contains(axis) || index[axis] == at[axis];
      }
      if (matches) {
        sum += x.data()[i];
        count++;
      }
    }
    return sum / count;
  }

  private static int[] reinserted(int[] y, List<Integer> axes, int rank) {
    int[] index = new int[rank];
    int next = 0;
    for (int axis = 0; axis < rank; axis++) {
      index[axis] = axes.contains(axis) ? 0 : y[next++];
    }
    return index;
  }

  private static double sumOfExponentials(Value x, int[] y, int axis) {
    int[] index = y.clone();
    double sum = 0;
    for (index[axis] = 0; index[axis] < x.shape().dim(axis); index[axis]++) {
      sum += Math.exp(x.at(index));
    }
    return sum;
  }

  private static double joined(List<Value> in, int[] y, int axis) {
    int[] index = y.clone();
    int part = 0;
    while (index[axis] >= in.get(part).shape().dim(axis)) {
      index[axis] -= in.get(part++).shape().dim(axis);
    }
    return in.get(part).at(index);
  }

  private static double padded(Pad pad, Value x, int[] y) {
    int[] index = y.clone();
    for (int axis = 0; axis < y.length; axis++) {
      index[axis] -= pad.begin().get(axis);
      if (index[axis] < 0 || index[axis] >= x.shape().dim(axis)) {
        return pad.value();
      }
    }
    return x.at(index);
  }

  private static double broadcast(Value v, int[] y) {
    int[] index = new int[v.shape().rank()];
    for (int i = 0; i < index.length; i++) {
      index[i] = v.shape().dim(i) == 1 ? 0 : y[i + y.length - index.length];
    }
    return v.at(index);
  }

  private static double[] each(Shape shape, Definition definition) {
    double[] data = new double[shape.elements()];
    for (int i = 0; i < data.length; i++) {
      data[i] = definition.at(index(shape, i));
    }
    return data;
  }

  private static int[] index(Shape shape, int offset) {
    int[] index = new int[shape.rank()];
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = offset % shape.dim(axis);
      offset /= shape.dim(axis);
    }
    return index;
  }

  private static int offset(Shape shape, int[] index) {
    int offset = 0;
    for (int axis = 0; axis < shape.rank(); axis++) {
      offset = offset * shape.dim(axis) + index[axis];
    }
    return offset;
  }
}
