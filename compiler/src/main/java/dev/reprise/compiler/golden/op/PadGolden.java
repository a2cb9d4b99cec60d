package dev.reprise.compiler.golden.op;

import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Pad;
import java.util.Arrays;

/** N3.15; negative pads crop. */
final class PadGolden implements OperatorGolden<Pad> {
  @Override
  public void forward(Pad op, Tensor[] in, Tensor out, Mac mac) {
    int[] target = targets(op, in[0].shape(), out.shape());
    Arrays.fill(out.floats(), op.value());
    for (int i = 0; i < target.length; i++) {
      if (target[i] >= 0) {
        out.floats()[target[i]] = in[0].floats()[i];
      }
    }
  }

  @Override
  public void backward(Pad op, Tensor[] in, Tensor out, float[] dy, float[][] din, Mac mac) {
    if (din[0] == null) {
      return;
    }
    int[] target = targets(op, in[0].shape(), out.shape());
    for (int i = 0; i < target.length; i++) {
      din[0][i] = target[i] >= 0 ? dy[target[i]] : 0f;
    }
  }

  /** For each input element its place in the output, -1 where it is cropped. */
  private static int[] targets(Pad op, Shape in, Shape out) {
    int[] targets = new int[in.elements()];
    int[] inStrides = in.strides();
    int[] outStrides = out.strides();
    for (int i = 0; i < targets.length; i++) {
      for (int axis = 0; axis < in.rank() && targets[i] >= 0; axis++) {
        int at = i / inStrides[axis] % in.dim(axis) + op.begin().get(axis);
        targets[i] = at < 0 || at >= out.dim(axis) ? -1 : targets[i] + at * outStrides[axis];
      }
    }
    return targets;
  }
}
