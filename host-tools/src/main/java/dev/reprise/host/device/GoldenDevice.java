package dev.reprise.host.device;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.golden.Learner;
import dev.reprise.compiler.golden.LearnerState;
import dev.reprise.compiler.golden.Parameter;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Policy;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.QTensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Supplier;

/** The golden executor as a learner in this process. It keeps every latent of an event and so never asks for a sample again. */
public final class GoldenDevice implements LearnerDevice {
  private static final String NAME = "golden";

  private final Learner learner;
  private final DeviceInfo info;
  private LearnerState saved;
  private int saves;

  public GoldenDevice(LearnerModel model, Accumulate accumulate) {
    learner = new Learner(model, accumulate);
    QTensor input = model.frozen().tensor(model.frozen().input());
    info =
        new DeviceInfo(
            new ModelArtifact("", accumulate, model).hashText(), accumulate, 0, model.momentum(), input.shape().elements(),
            model.classes(), model.slots(), model.eventMax(), model.eventMax(), model.latentBits(), model.trainable().size(), 0, 0, 0);
  }

  /** The learner itself, for checks that look at more than a link shows. */
  public Learner learner() {
    return learner;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public DeviceInfo info() {
    return info;
  }

  @Override
  public void reset() {
    learner.reset();
  }

  @Override
  public void configure(TrainingConfig training, Policy policy, int slots) {
    ask("CONFIGURE", () -> {
      learner.configure(training, policy, slots);
      return null;
    });
  }

  @Override
  public int fill(byte[] codes, int label) {
    return ask("FILL", () -> learner.fill(codes, label));
  }

  @Override
  public void eventBegin(int samples) {
    ask("EVENT_BEGIN", () -> {
      learner.eventBegin(samples);
      return null;
    });
  }

  @Override
  public void eventAdd(int index, int label, byte[] codes) {
    ask("EVENT_ADD", () -> {
      learner.eventAdd(index, codes, label);
      return null;
    });
  }

  @Override
  public TrainResult train() {
    return ask("TRAIN", () -> {
      if (learner.trained()) {
        return new TrainResult.Trained();
      }
      Learner.Step step = learner.trainStep();
      return new TrainResult.Minibatch(step.step(), step.steps(), step.loss(), step.learningRate());
    });
  }

  @Override
  public void supply(int index, byte[] codes) {
    throw RepriseException.of(DeviceError.REFUSED, NAME, "SUPPLY", "it never asks for a sample");
  }

  @Override
  public CommitResult eventEnd() {
    Learner.Commit commit = ask("EVENT_END", learner::eventEnd);
    return new CommitResult.Committed(commit.replaced(), commit.used(), commit.events());
  }

  @Override
  public Inference infer(byte[] codes) {
    Learner.Inference inference = ask("INFER", () -> learner.infer(codes));
    return new Inference(inference.label(), inference.logits());
  }

  @Override
  public Checksum checksum(TensorKind kind, int index) {
    byte[] bytes = read(kind, index);
    int crc =
        switch (kind) {
          case WEIGHT, GRADIENT, MOMENTUM, LOGITS -> dev.reprise.compiler.golden.Checksum.of(floats(kind, index));
          case SLOT, LATENT, SLOT_LABELS -> dev.reprise.compiler.golden.Checksum.of(bytes);
        };
    return new Checksum(crc, bytes.length);
  }

  @Override
  public byte[] read(TensorKind kind, int index) {
    return ask("READ", () ->
        switch (kind) {
          case WEIGHT, GRADIENT, MOMENTUM, LOGITS -> littleEndian(floats(kind, index));
          case SLOT -> learner.memory().latent(index).clone();
          case LATENT -> learner.lastLatent();
          case SLOT_LABELS -> labels();
        });
  }

  private float[] floats(TensorKind kind, int index) {
    if (kind == TensorKind.LOGITS) {
      return learner.lastLogits();
    }
    Parameter parameter = learner.parameters().get(index);
    return switch (kind) {
      case WEIGHT -> parameter.weight();
      case GRADIENT -> parameter.gradient();
      default -> parameter.momentum();
    };
  }

  private static byte[] littleEndian(float[] values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.asFloatBuffer().put(values);
    return out.array();
  }

  private byte[] labels() {
    int[] labels = learner.memory().labels();
    ByteBuffer out = ByteBuffer.allocate(2 * labels.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int label : labels) {
      out.putShort((short) label);
    }
    return out.array();
  }

  @Override
  public int save() {
    saved = ask("SAVE", learner::save);
    return ++saves;
  }

  @Override
  public Restored restore() {
    if (saved == null) {
      throw RepriseException.of(DeviceError.REFUSED, NAME, "RESTORE", "nothing saved");
    }
    ask("RESTORE", () -> {
      learner.restore(saved);
      return null;
    });
    return new Restored(saves, learner.events());
  }

  private static <T> T ask(String request, Supplier<T> action) {
    try {
      return action.get();
    } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new RepriseException(Diagnostic.of(DeviceError.REFUSED, NAME, request, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    // Holds nothing outside this process.
  }
}
