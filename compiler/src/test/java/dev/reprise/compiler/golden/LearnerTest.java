package dev.reprise.compiler.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The learner's states, and that what it does depends on nothing but its state. */
class LearnerTest {
  private static final int FEATURES = 6;
  private static final int CLASSES = 3;

  private static TrainingConfig config(int epochs, int fresh, int replayed, float mu) {
    return new TrainingConfig(9, epochs, fresh, replayed, 0.05f, mu, false, 0.001f, Schedule.COSINE, 0.1f, 3, 0.001f);
  }

  private static Learner learner(int slots, Policy policy, TrainingConfig training) {
    return new Learner(TestModels.linear(FEATURES, CLASSES, slots, policy, training), Accumulate.FUSED);
  }

  private static byte[] sample(Random random) {
    byte[] codes = new byte[FEATURES];
    random.nextBytes(codes);
    return codes;
  }

  private static Learner.Step runEvent(Learner learner, Random random, int n) {
    learner.eventBegin(n);
    for (int j = 0; j < n; j++) {
      learner.eventAdd(j, sample(random), random.nextInt(CLASSES));
    }
    Learner.Step step = null;
    while (!learner.trained()) {
      step = learner.trainStep();
    }
    learner.eventEnd();
    return step;
  }

  private static int fingerprint(Learner learner) {
    int crc = 0;
    for (Parameter p : learner.parameters()) {
      crc = 31 * (31 * crc + Checksum.of(p.weight())) + Checksum.of(p.momentum());
    }
    for (int slot = 0; slot < learner.memory().used(); slot++) {
      crc = 31 * (31 * crc + Checksum.of(learner.memory().latent(slot))) + learner.memory().label(slot);
    }
    return 31 * crc + (int) learner.randomState();
  }

  /** One step of a linear softmax classifier written out in the order of the contract. */
  @Test
  void oneStepByHand() {
    LearnerModel model = TestModels.linear(FEATURES, CLASSES, 0, Policy.RANDOM, config(1, 2, 0, 0.9f));
    Learner learner = new Learner(model, Accumulate.SEPARATE);
    Random random = new Random(4);
    byte[][] codes = {sample(random), sample(random)};
    int[] labels = {2, 0};
    learner.eventBegin(2);
    learner.eventAdd(0, codes[0], 2);
    learner.eventAdd(1, codes[1], 0);
    Learner.Step step = learner.trainStep();

    int[] order = new Pcg32(9, 54).permutation(2);
    float[] w = model.adaptive().constant("w").floats();
    float[] b = model.adaptive().constant("b").floats();
    float[] dw = new float[w.length];
    float[] db = new float[b.length];
    float loss = 0f;
    for (int j : order) {
      float[] x = Latents.of(model).unpack(codes[j]);
      float[] e = new float[CLASSES];
      float m = Float.NEGATIVE_INFINITY;
      float[] y = new float[CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        y[c] = b[c];
        for (int k = 0; k < FEATURES; k++) {
          y[c] = y[c] + x[k] * w[c * FEATURES + k];
        }
        m = Math.max(m, y[c]);
      }
      float s = 0f;
      for (int c = 0; c < CLASSES; c++) {
        e[c] = ElementaryFunctions.exp(y[c] - m);
        s = s + e[c];
      }
      loss = loss + (ElementaryFunctions.log(s) - (y[labels[j]] - m));
      for (int c = 0; c < CLASSES; c++) {
        float d = (e[c] / s - (c == labels[j] ? 1f : 0f)) * 0.5f;
        for (int k = 0; k < FEATURES; k++) {
          dw[c * FEATURES + k] = dw[c * FEATURES + k] + d * x[k];
        }
        db[c] = db[c] + d;
      }
    }
    float rate = 0.001f + (0.5f * (0.05f - 0.001f)) * (1f + ElementaryFunctions.cosPi(0f));
    assertThat(step).isEqualTo(new Learner.Step(1, 1, loss * 0.5f, rate));
    assertThat(learner.parameters().get(0).gradient()).isEqualTo(dw);
    assertThat(learner.parameters().get(1).gradient()).isEqualTo(db);
    for (int i = 0; i < w.length; i++) {
      float g = dw[i] + 0.001f * w[i];
      assertThat(learner.parameters().get(0).weight()[i]).isEqualTo(w[i] - rate * g);
    }
  }

  @Test
  void aRestartRepeatsEveryBit() {
    for (Policy policy : Policy.values()) {
      Learner learner = learner(20, policy, config(2, 3, 5, 0.9f));
      int[] first = null;
      for (int run = 0; run < 2; run++) {
        Random random = new Random(1);
        int[] prints = new int[4];
        for (int k = 0; k < 12; k++) {
          learner.fill(sample(random), random.nextInt(CLASSES));
        }
        for (int k = 0; k < 4; k++) {
          runEvent(learner, random, 7 + k);
          prints[k] = fingerprint(learner);
        }
        learner.reset();
        first = first == null ? prints : first;
        assertThat(prints).as("%s", policy).isEqualTo(first).doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void aSavedStateGoesOnAsIfNothingHadHappened() {
    for (Policy policy : Policy.values()) {
      Learner learner = learner(8, policy, config(2, 3, 5, 0.9f));
      Random fill = new Random(2);
      learner.fill(sample(fill), 1);
      learner.fill(sample(fill), 2);
      runEvent(learner, new Random(3), 11);
      LearnerState saved = learner.save();
      runEvent(learner, new Random(4), 9);
      int expected = fingerprint(learner);
      runEvent(learner, new Random(5), 9);
      learner.restore(saved);
      runEvent(learner, new Random(4), 9);
      assertThat(fingerprint(learner)).isEqualTo(expected);
      Learner other = learner(8, policy, config(1, 1, 1, 0f));
      other.restore(saved);
      runEvent(other, new Random(4), 9);
      assertThat(fingerprint(other)).isEqualTo(expected);
    }
  }

  @Test
  void naiveLearningUsesNoReplay() {
    Learner learner = learner(0, Policy.RANDOM, config(4, 3, 5, 0f));
    assertThatThrownBy(() -> learner.fill(new byte[FEATURES], 0)).isInstanceOf(IllegalStateException.class).hasMessageContaining("full");
    assertThat(runEvent(learner, new Random(1), 7).steps()).isEqualTo(12);
    assertThat(learner.events()).isEqualTo(1);
    assertThat(learner.memory().used()).isZero();
  }

  @Test
  void theLossFallsOnDataThatCanBeLearnt() {
    Learner learner = learner(30, Policy.RESERVOIR, config(40, 5, 5, 0.9f));
    learner.eventBegin(30);
    for (int j = 0; j < 30; j++) {
      byte[] codes = new byte[FEATURES];
      Arrays.fill(codes, (byte) 128);
      codes[j % CLASSES] = (byte) 255;
      learner.eventAdd(j, codes, j % CLASSES);
    }
    float first = learner.trainStep().loss();
    Learner.Step last = null;
    while (!learner.trained()) {
      last = learner.trainStep();
    }
    assertThat(last.loss()).isLessThan(first / 4);
    learner.eventEnd();
    byte[] codes = new byte[FEATURES];
    Arrays.fill(codes, (byte) 128);
    codes[1] = (byte) 255;
    assertThat(learner.infer(codes).label()).isEqualTo(1);
    assertThat(learner.lastLogits()).hasSize(CLASSES);
    assertThat(learner.lastLatent()).isEqualTo(codes);
  }

  @Test
  void callsOutOfPlaceAreRefusedAndChangeNothing() {
    Learner learner = learner(2, Policy.FIFO, config(1, 1, 1, 0f));
    int before = fingerprint(learner);
    assertThatThrownBy(learner::trainStep).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(learner::eventEnd).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> learner.eventBegin(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learner.eventBegin(1001)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learner.fill(new byte[FEATURES], CLASSES)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learner.fill(new byte[FEATURES - 1], 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learner.configure(config(0, 1, 1, 0f), Policy.FIFO, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learner.configure(config(1, 0, 0, 0f), Policy.FIFO, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learner.configure(config(1, 1, 1, Float.NaN), Policy.FIFO, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> learner.configure(config(1, 1, 1, 0f), Policy.FIFO, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThat(fingerprint(learner)).isEqualTo(before);
    learner.fill(new byte[FEATURES], 0);
    learner.fill(new byte[FEATURES], 1);
    assertThatThrownBy(() -> learner.fill(new byte[FEATURES], 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> learner.configure(config(1, 1, 1, 0f), Policy.FIFO, 1)).isInstanceOf(IllegalArgumentException.class);
    learner.eventBegin(2);
    assertThatThrownBy(() -> learner.eventAdd(1, new byte[FEATURES], 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(learner::trainStep).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> learner.fill(new byte[FEATURES], 0)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(learner::save).isInstanceOf(IllegalStateException.class);
    learner.eventAdd(0, new byte[FEATURES], 0);
    learner.eventAdd(1, new byte[FEATURES], 0);
    assertThatThrownBy(learner::eventEnd).isInstanceOf(IllegalStateException.class);
    learner.trainStep();
    learner.trainStep();
    assertThatThrownBy(learner::trainStep).isInstanceOf(IllegalStateException.class);
    assertThat(learner.eventEnd()).isEqualTo(new Learner.Commit(2, 2, 1));
    assertThatThrownBy(() -> learner.fill(new byte[FEATURES], 0)).isInstanceOf(IllegalStateException.class);
  }
}
