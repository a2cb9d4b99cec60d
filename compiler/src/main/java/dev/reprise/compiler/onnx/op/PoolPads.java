package dev.reprise.compiler.onnx.op;

import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.onnx.OnnxError;
import dev.reprise.compiler.onnx.OnnxNode;

/** A pool's padding must be smaller than its window, or a window would see no data. */
final class PoolPads {
  private PoolPads() {}

  static void check(OnnxNode node, Window window) {
    for (int i = 0; i < window.spatialRank(); i++) {
      if (Math.max(window.padsBegin().get(i), window.padsEnd().get(i)) >= window.extent(i)) {
        throw node.fail(OnnxError.ATTRIBUTE, "pads", "is as large as the window on spatial axis " + i);
      }
    }
  }
}
