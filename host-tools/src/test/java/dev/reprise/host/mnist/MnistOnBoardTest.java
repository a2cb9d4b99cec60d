package dev.reprise.host.mnist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.target.Target;
import dev.reprise.host.bitexact.Rig;
import dev.reprise.host.device.Checksum;
import dev.reprise.host.device.TensorKind;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnSettings;
import dev.reprise.host.verify.Verification;
import dev.reprise.host.verify.VerifyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** "MNIST 5+5" at the classifier on an STM32F405: it fits with 500 slots, and the emulated board learns the host's bits. */
class MnistOnBoardTest {
  private static final long RAM = 192 * 1024;
  private static final int EVENT_MAX = 1000;

  /** Shortened, because the emulated serial line carries some 15 KB/s. */
  private static final int FILL = 40;
  private static final int PER_DIGIT = 12;
  private static final int TESTED = 20;

  @TempDir private Path folder;

  @Test
  void fitsAndLearnsTheHostsBits() {
    Run board = run("stm32f405");
    long peak = board.compiled.report().memory().peak().values().stream().mapToLong(Long::longValue).sum();
    System.out.printf("stm32f405: %d bytes of RAM planned, %d of up to %d latents of an event kept%n", peak, board.compiled.model().eventLatents(), EVENT_MAX);
    assertThat(peak).isLessThanOrEqualTo(RAM);
    assertThat(board.compiled.report().learner().slots()).isEqualTo(Mnist.SLOTS);
    assertThat(board.compiled.report().learner().latentElements()).isEqualTo(128);
    Run host = run("host");
    assertThat(board.result.difference()).isNull();
    assertThat(host.result.difference()).isNull();
    assertThat(board.result.steps()).isEqualTo(host.result.steps()).isGreaterThanOrEqualTo(20);
    assertThat(board.weights).isNotEmpty().isEqualTo(host.weights);
    assertThat(board.result.learned().last()).isEqualTo(host.result.learned().last());
  }

  private Run run(String name) {
    Target target = Rig.TARGETS.get(name);
    LearnerSettings settings =
        LearnerSettings.defaults()
            .withSplit("last")
            .withSlots(Mnist.SLOTS)
            .withEvents(EVENT_MAX, LearnerSettings.AS_MANY_AS_FIT)
            .withTraining(Mnist.training(1, 0.1f));
    Compiled compiled = Mnist.compile(Mnist.DS_CNN, settings, target, Accumulate.SEPARATE);
    compiled.files().write(folder.resolve(name));
    LearnerModel model = compiled.model();
    CodedDataset pool = new CodedDataset(Mnist.pool(), model);
    CodedDataset test = new CodedDataset(Mnist.test(TESTED), model);
    EventPlan plan = Mnist.plan(pool, FILL, PER_DIGIT, 1);
    LearnSettings whole = LearnSettings.of(model);
    LearnSettings shortened = new LearnSettings(whole.training(), whole.policy(), FILL, false);
    return Rig.on(model, target, Rig.build(target, folder.resolve(name), List.of()), client -> {
      VerifyResult result = Verification.run(model, client, plan, shortened, pool, test, LearnListener.NONE);
      List<Checksum> weights = IntStream.range(0, client.info().tensors()).mapToObj(t -> client.checksum(TensorKind.WEIGHT, t)).toList();
      return new Run(compiled, result, weights);
    });
  }

  private record Run(Compiled compiled, VerifyResult result, List<Checksum> weights) {}
}
