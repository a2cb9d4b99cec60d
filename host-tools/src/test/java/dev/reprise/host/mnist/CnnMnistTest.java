package dev.reprise.host.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.onnx.OnnxRuntimeRun;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.bitexact.Rig;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.device.Inference;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.EventResult;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnSession;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.link.LearnerClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A model of another exporter (opset 9, LogSoftmax output), as C on the host: infers like ONNX Runtime and trains. */
class CnnMnistTest {
  /** The ReLU behind the first convolution and pool. */
  private static final String SPLIT = "11";
  private static final int IMAGES = 300;
  private static final double AGREE = 0.97;
  private static final int SLOTS = 100;
  private static final int FRESH = 100;

  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} bits")
  @ValueSource(ints = {32, 8})
  void infersLikeOnnxRuntimeAndTrains(int bits) {
    Target host = Rig.TARGETS.get("host");
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withSplit(SPLIT)
            .withLatentBits(bits)
            .withSlots(SLOTS)
            .withEvents(FRESH, LearnerSettings.AS_MANY_AS_FIT)
            .withTraining(Mnist.training(1, 0.01f));
    Compiled compiled = Mnist.compile(Mnist.CNN, settings, host, Accumulate.FUSED);
    LearnerModel model = compiled.model();
    assertThat(model.head()).isEqualTo(LearnerModel.Head.LOG_SOFTMAX);
    compiled.files().write(folder);
    Rig.on(model, host, Rig.build(host, folder, List.of()), client -> {
      inferences(client, model);
      training(client, model);
      return null;
    });
  }

  private static void inferences(LearnerClient client, LearnerModel model) {
    Dataset images = Mnist.test(IMAGES);
    CodedDataset coded = new CodedDataset(images, model);
    int same = 0;
    double difference = 0;
    for (int i = 0; i < IMAGES; i++) {
      float[] expected = onnxRuntime(images.sample(i));
      Inference inference = client.infer(coded.codes(i));
      double[] actual = logSoftmax(inference.logits());
      for (int c = 0; c < expected.length; c++) {
        difference += Math.abs(Math.exp(actual[c]) - Math.exp(expected[c]));
      }
      same += inference.label() == largest(expected) ? 1 : 0;
    }
    assertThat(same).isGreaterThanOrEqualTo((int) Math.ceil(AGREE * IMAGES));
    // of two distributions: at most 2
    assertThat(difference / IMAGES).isLessThan(0.05);
  }

  private static void training(LearnerClient client, LearnerModel model) {
    CodedDataset pool = new CodedDataset(Mnist.pool(), model);
    List<Integer> all = IntStream.range(0, SLOTS + FRESH).boxed().toList();
    EventPlan plan = new EventPlan(all.subList(0, SLOTS), List.of(new EventPlan.Event("all digits", all.subList(SLOTS, all.size()))));
    EventResult event = new LearnSession(client, pool, null, LearnListener.NONE).run(plan, LearnSettings.of(model)).events().get(0);
    assertThat(event.steps()).isEqualTo(32);
    assertThat(event.lastLoss()).isLessThan(event.firstLoss()).isFinite();
  }

  private static float[] onnxRuntime(float[] image) {
    try {
      byte[] model = Files.readAllBytes(Mnist.model(Mnist.CNN));
      return OnnxRuntimeRun.run(model, Map.of("input_image", Tensor.f32(Shape.of(1, 1, 28, 28), image))).values().iterator().next().floats();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static double[] logSoftmax(float[] logits) {
    double sum = 0;
    for (float z : logits) {
      sum += Math.exp(z);
    }
    double[] y = new double[logits.length];
    for (int c = 0; c < y.length; c++) {
      y[c] = logits[c] - Math.log(sum);
    }
    return y;
  }

  private static int largest(float[] values) {
    int best = 0;
    for (int c = 1; c < values.length; c++) {
      best = values[c] > values[best] ? c : best;
    }
    return best;
  }
}
