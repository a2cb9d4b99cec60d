package dev.reprise.compiler.golden;

import dev.reprise.compiler.golden.op.Mac;
import dev.reprise.compiler.golden.op.OperatorTable;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Node;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.Conv;
import dev.reprise.compiler.ir.op.Linear;
import dev.reprise.compiler.ir.op.Op;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Trains the adaptive stage, one sample after the other: forward keeping all values, loss, backward accumulating into the gradients of the
 * trained tensors. A micro-batch on the device changes nothing of it, because every accumulation is in sample order (N2).
 */
public final class AdaptiveExecutor {
  private final Graph graph;
  private final Mac mac;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, Tensor> constants;
  private final Set<String> differentiable = new HashSet<>();

  /**
   * @throws IllegalArgumentException where a trained tensor is not the weight or bias of exactly one convolution or linear layer (N2.8)
   */
  public AdaptiveExecutor(LearnerModel model, Accumulate accumulate) {
    graph = model.adaptive();
    mac = Mac.of(accumulate);
    constants = new LinkedHashMap<>(graph.constants());
    for (String name : model.trainable()) {
      Tensor constant = graph.constant(name);
      Parameter parameter = Parameter.of(name, constant.floats(), model.momentum());
      parameters.put(name, parameter);
      constants.put(name, Tensor.f32(constant.shape(), parameter.weight()));
    }
    Set<String> met = new HashSet<>();
    for (Node node : graph.nodes()) {
      for (int i = 0; i < node.inputs().size(); i++) {
        String input = node.input(i);
        boolean trained = parameters.containsKey(input);
        if (trained && (i == 0 || !(node.op() instanceof Conv || node.op() instanceof Linear) || !met.add(input))) {
          throw new IllegalArgumentException("node " + node.name() + " cannot train " + input + " (N2.8)");
        }
        if (trained || differentiable.contains(input)) {
          differentiable.add(node.output());
        }
      }
    }
  }

  /** The trained tensors in the order of {@link LearnerModel#trainable()}. */
  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  /** The logits of one latent. */
  public float[] forward(float[] latent) {
    return values(latent).get(graph.outputs().get(0)).floats();
  }

  public void zeroGradients() {
    parameters.values().forEach(p -> Arrays.fill(p.gradient(), 0f));
  }

  /**
   * Runs one sample forward and backward; its gradient is added to the trained tensors' gradients.
   *
   * @param inverseBatch 1/B of N2.7
   * @return the sample's loss
   */
  public float accumulate(float[] latent, int label, float inverseBatch) {
    Map<String, Tensor> values = values(latent);
    String output = graph.outputs().get(0);
    float[] logits = values.get(output).floats();
    float[] dLogits = new float[logits.length];
    float loss = CrossEntropy.loss(logits, label, inverseBatch, dLogits);
    backward(values, output, dLogits);
    return loss;
  }

  /** One optimiser step on all trained tensors (N5). */
  public void update(TrainingConfig training, float rate) {
    parameters.values().forEach(p -> Optimizer.update(p, training, rate));
  }

  private Map<String, Tensor> values(float[] latent) {
    String input = graph.inputs().get(0);
    Map<String, Tensor> values = new HashMap<>(constants);
    values.put(input, Tensor.f32(graph.shape(input), latent));
    for (Node node : graph.nodes()) {
      Tensor[] in = FloatExecutor.operands(node, values);
      values.put(node.output(), FloatExecutor.forward(node.op(), in, graph.type(node.output()), mac));
    }
    return values;
  }

  private void backward(Map<String, Tensor> values, String output, float[] dOutput) {
    Map<String, float[]> gradients = new HashMap<>();
    gradients.put(output, dOutput);
    List<Node> nodes = new ArrayList<>(graph.nodes());
    Collections.reverse(nodes);
    for (Node node : nodes) {
      float[] dy = gradients.get(node.output());
      if (dy == null || !differentiable.contains(node.output())) {
        continue;
      }
      Tensor[] in = FloatExecutor.operands(node, values);
      float[][] din = new float[in.length][];
      for (int i = 0; i < in.length; i++) {
        String name = node.input(i);
        if (parameters.containsKey(name)) {
          din[i] = parameters.get(name).gradient();
        } else if (differentiable.contains(name)) {
          din[i] = new float[in[i].floats().length];
        }
      }
      backward(node.op(), in, values.get(node.output()), dy, din);
      for (int i = in.length - 1; i >= 0; i--) {
        if (differentiable.contains(node.input(i))) {
          gradients.merge(node.input(i), din[i], AdaptiveExecutor::sum);
        }
      }
    }
  }

  private <O extends Op> void backward(O op, Tensor[] in, Tensor out, float[] dy, float[][] din) {
    OperatorTable.of(op).backward(op, in, out, dy, din, mac);
  }

  /** N2.5. */
  private static float[] sum(float[] d, float[] contribution) {
    for (int i = 0; i < d.length; i++) {
      d[i] = d[i] + contribution[i];
    }
    return d;
  }
}
