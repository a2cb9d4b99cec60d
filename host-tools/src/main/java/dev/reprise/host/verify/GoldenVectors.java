package dev.reprise.host.verify;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.golden.GoldenRecorder;
import dev.reprise.compiler.golden.GoldenRun;
import dev.reprise.compiler.ir.Shape;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The golden vectors of a project, {@code golden.json}: a short recorded run on random codes that any harness can play, and that {@code reprise verify}
 * plays where it is given no data.
 */
public final class GoldenVectors {
  public static final String FILE_NAME = "golden.json";

  private static final int FILLS = 4;
  private static final int SAMPLES = 4;
  private static final int NEW = 2;
  private static final int REPLAY = 2;

  private final LearnerModel model;
  private final GoldenRun run;

  private GoldenVectors(LearnerModel model, GoldenRun run) {
    this.model = model;
    this.run = run;
  }

  /** Records a fill, one event of one epoch, and an inference. */
  public static GoldenRun record(LearnerModel model, Accumulate accumulate) {
    TrainingConfig t = model.training();
    TrainingConfig brief =
        new TrainingConfig(
            t.seed(), 1, NEW, REPLAY, t.learningRate(), t.momentum(), t.nesterov(), t.weightDecay(), t.schedule(), t.gamma(), t.stepSize(),
            t.minLearningRate());
    return GoldenRecorder.synthetic(
        model, accumulate, brief, model.policy(), model.slots(), Math.min(FILLS, model.slots()), 1, Math.min(SAMPLES, model.eventMax()));
  }

  /**
   * The vectors of {@code project}, which the golden executor of this version reproduces.
   *
   * @throws RepriseException RP2004 where there are none, or others
   */
  public static GoldenVectors of(Path project, LearnerModel model) {
    Path file = project.resolve(FILE_NAME);
    try {
      String text = Files.readString(file);
      GoldenRun run = GoldenRun.parse(text);
      if (!record(model, run.accumulate()).json().equals(text)) {
        throw RepriseException.of(VerifyError.NO_VECTORS, file.toString(), "the golden executor does not reproduce them");
      }
      return new GoldenVectors(model, run);
    } catch (IOException | IllegalArgumentException e) {
      throw new RepriseException(Diagnostic.of(VerifyError.NO_VECTORS, file.toString(), e.getMessage()), e);
    }
  }

  /** The samples that are learned: those that fill the memory, then the new ones. */
  public CodedDataset data() {
    List<Sample> samples = new ArrayList<>();
    for (GoldenRun.Operation o : run.operations()) {
      if (o instanceof GoldenRun.Fill f) {
        samples.add(new Sample(f.codes(), f.label()));
      } else if (o instanceof GoldenRun.EventAdd a) {
        samples.add(new Sample(a.codes(), a.label()));
      }
    }
    return new CodedDataset(new Samples(samples, model), model);
  }

  /** The samples that are inferred. */
  public CodedDataset test() {
    List<Sample> samples = new ArrayList<>();
    for (GoldenRun.Operation o : run.operations()) {
      if (o instanceof GoldenRun.Infer i) {
        samples.add(new Sample(i.codes(), i.label()));
      }
    }
    return new CodedDataset(new Samples(samples, model), model);
  }

  public EventPlan plan() {
    int fills = (int) run.operations().stream().filter(GoldenRun.Fill.class::isInstance).count();
    int added = (int) run.operations().stream().filter(GoldenRun.EventAdd.class::isInstance).count();
    List<Integer> all = IntStream.range(0, fills + added).boxed().toList();
    return new EventPlan(all.subList(0, fills), List.of(new EventPlan.Event("golden vectors", all.subList(fills, fills + added))));
  }

  public LearnSettings settings() {
    return new LearnSettings(run.training(), run.policy(), run.slots(), false);
  }

  private record Sample(byte[] codes, int label) {}

  /** Codes as the values that they stand for: coding them again gives the same codes. */
  private record Samples(List<Sample> samples, LearnerModel model) implements Dataset {
    @Override
    public String name() {
      return FILE_NAME;
    }

    @Override
    public int size() {
      return samples.size();
    }

    @Override
    public Shape shape() {
      return Shape.of(input().shape().elements());
    }

    @Override
    public int classes() {
      return model.classes();
    }

    @Override
    public float[] sample(int index) {
      byte[] codes = samples.get(index).codes();
      float[] x = new float[codes.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = input().scale() * ((codes[i] & 0xff) - input().zeroPoint());
      }
      return x;
    }

    @Override
    public int label(int index) {
      return samples.get(index).label();
    }

    private QTensor input() {
      return model.frozen().tensor(model.frozen().input());
    }
  }
}
