package dev.reprise.compiler.differentiate;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.BufferNames;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reverse-mode differentiation of the adaptive stage into kernel calls. */
public final class Differentiator {
  private Differentiator() {}

  /**
   * Forward, loss and backward calls of the model's adaptive stage. Gradients are computed only where a trained constant lies below.
   *
   * @throws RepriseException RP13xx where an operator has no kernels or nothing is trained
   */
  public static AdaptiveProgram differentiate(LearnerModel model, BufferNames names, Set<Extension> extensions) {
    Graph graph = model.adaptive();
    if (model.trainable().isEmpty()) {
      throw RepriseException.of(DifferentiateError.NOTHING_TO_TRAIN, "model '" + model.name() + "'");
    }
    Tape tape = new Tape(graph, model.trainable(), names, extensions);
    for (Node node : graph.nodes()) {
      lower(node, () -> Lowerings.of(node).forward(node.op(), node, tape));
    }
    List<Call> forward = tape.takeCalls();

    Buffer logits = tape.value(graph.outputs().get(0));
    Buffer logitsGradient = tape.activation("d", "logits", model.classes());
    Node last = graph.nodes().get(graph.nodes().size() - 1);
    Call loss =
        tape.finish(
            tape.call("rp_softmax_cross_entropy_f32", Phase.LOSS, last)
                .literal(model.classes())
                .samples()
                .read(logits)
                .variable("labels")
                .variable("inv_batch")
                .variable("losses")
                .write(logitsGradient));
    tape.seedGradient(graph.outputs().get(0), logitsGradient);
    for (int i = graph.nodes().size() - 1; i >= 0; i--) {
      Node node = graph.nodes().get(i);
      if (tape.gradient(node.output()) != null && tape.needsGradient(node.output())) {
        lower(node, () -> Lowerings.of(node).backward(node.op(), node, tape));
      }
    }
    return new AdaptiveProgram(
        tape.value(graph.inputs().get(0)),
        logits,
        logitsGradient,
        tape.constants(),
        trainables(model, tape, names),
        forward,
        loss,
        tape.takeCalls());
  }

  private static void lower(Node node, Runnable lowering) {
    try {
      lowering.run();
    } catch (IllegalArgumentException e) {
      throw new RepriseException(
          dev.reprise.compiler.diag.Diagnostic.of(DifferentiateError.TOO_MANY_AXES, "node '" + node.name() + "'", node.op().kind()), e);
    }
  }

  private static List<AdaptiveProgram.Trainable> trainables(LearnerModel model, Tape tape, BufferNames names) {
    List<AdaptiveProgram.Trainable> list = new ArrayList<>();
    for (String name : model.trainable()) {
      Buffer w = tape.value(name);
      Buffer v =
          model.momentum() ? new Buffer(names.unique("v", name), Buffer.Kind.MOMENTUM, DType.F32, w.elements(), false) : null;
      list.add(new AdaptiveProgram.Trainable(name, w, tape.weightGradient(name), v));
    }
    return list;
  }
}
