package dev.reprise.compiler.models;

import dev.reprise.compiler.CompileRequest;
import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.Compiler;
import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.ir.Graph;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.ir.op.LogSoftmax;
import dev.reprise.compiler.ir.op.Softmax;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.split.Split;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.split.Splits;
import dev.reprise.compiler.target.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Compiles test networks through the whole pipeline, calibrated on seeded noise. */
public final class CompiledNetwork {
  public static final Path HOME = Path.of(System.getProperty("reprise.home"));

  private static final int CLASSES = 4;
  private static final int[] BITS = {8, 7, 8, 6, 5, 32, 4, 3, 2, 1};

  private CompiledNetwork() {}

  /** A random network with random split, bits, micro-batch, momentum, policy and optimiser, all drawn from {@code seed}. */
  public static Compiled random(long seed, Target target, Accumulate accumulate) {
    Random random = new Random(seed * 31 + 7);
    FrontEnd front = FrontEnd.of(RandomNetwork.generate(seed, CLASSES));
    List<SplitPoint> points =
        Splits.legal(front.canonical()).stream().filter(p -> hasIntegerForm(Split.at(front.canonical(), p).frozenFloat())).toList();
    boolean momentum = random.nextInt(4) > 0;
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withSplit(points.get(random.nextInt(points.size())).value())
            .withLatentBits(BITS[(int) (seed % BITS.length)])
            .withSlots(random.nextInt(6) == 0 ? 0 : 3 + random.nextInt(6))
            .withEvents(8, random.nextInt(7))
            .withMicroBatch(1 + random.nextInt(3))
            .withMomentum(momentum)
            .withPolicy(Policy.values()[random.nextInt(Policy.values().length)])
            .withTraining(training(random, momentum));
    return compile(front, "net" + seed, settings, target, accumulate);
  }

  /** Softmax has none: it can only be trained. */
  private static boolean hasIntegerForm(Graph frozen) {
    return frozen.nodes().stream().noneMatch(n -> n.op() instanceof Softmax || n.op() instanceof LogSoftmax);
  }

  private static TrainingConfig training(Random random, boolean momentum) {
    int fresh = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(3);
    return new TrainingConfig(
        random.nextLong(),
        2,
        fresh,
        2 + random.nextInt(3),
        0.05f,
        momentum ? 0.9f : 0f,
        momentum && random.nextBoolean(),
        random.nextBoolean() ? 0.001f : 0f,
        Schedule.values()[random.nextInt(3)],
        0.5f,
        2,
        0.001f);
  }

  /** Compiles a graph with given settings. */
  public static Compiled compile(FrontEnd front, String name, LearnerSettings settings, Target target, Accumulate accumulate) {
    return new Compiler(HOME)
        .compile(
            front,
            new CompileRequest(
                Path.of(name + ".onnx"), name, Map.of(), settings, CalibrationMethod.MSE, noise(front.canonical()), null, target, accumulate),
            step -> {});
  }

  private static List<Tensor> noise(Graph graph) {
    Random random = new Random(1);
    Shape shape = graph.shape(graph.inputs().get(0));
    List<Tensor> samples = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      float[] x = new float[shape.elements()];
      for (int k = 0; k < x.length; k++) {
        x[k] = random.nextFloat();
      }
      samples.add(Tensor.f32(shape, x));
    }
    return samples;
  }
}
