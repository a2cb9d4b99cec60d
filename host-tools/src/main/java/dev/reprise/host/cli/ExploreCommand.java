package dev.reprise.host.cli;

import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.explore.Exploration;
import dev.reprise.host.explore.ExploreHtml;
import dev.reprise.host.explore.ExplorePreset;
import dev.reprise.host.explore.ExploreReport;
import dev.reprise.host.explore.ExploreRequest;
import dev.reprise.host.explore.ExploreRequest.ExploredSplit;
import dev.reprise.host.explore.ExploreRequest.ExploredTarget;
import dev.reprise.host.measure.Battery;
import dev.reprise.host.measure.Quantity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reprise explore}. */
@Command(
    name = "explore",
    sortOptions = false,
    description = "Says for every combination of targets, splits, bits and slots which memory a learner needs and which time and energy a minibatch takes.",
    footer = {
      "",
      "Nothing is calibrated. Every kernel call of the learners is run once in the target's simulator, equal ones once for all, and scaled to the minibatch (docs/explore.md).",
      "",
      "--preset qlr-cl is the design space of quantized latent replay on MobileNet-V1, with the published figures beside; its splits are the LR points 19, 21, 23, 25 and 27.",
      "",
      "Examples:",
      "  reprise explore model.onnx --target vega,stm32l476-nucleo --split /features/relu_3,last --bits 8,7 --slots 500,2000 --html report.html",
      "  reprise explore --preset qlr-cl --html qlr-cl.html"
    })
final class ExploreCommand extends AbstractCommand {
  private static final int USUAL_SLOTS = 500;
  private static final int USUAL_EVENT = 100;

  @Parameters(paramLabel = "MODEL", arity = "0..1", description = "ONNX file.")
  private Path model;

  @Option(names = "--preset", paramLabel = "NAME", description = "A design space with published figures, qlr-cl, in place of a model; what is given besides takes the place of its values.")
  private String preset;

  @Option(names = "--target", split = ",", paramLabel = "TARGET", description = "Targets; the second is compared with the first.")
  private List<String> targets = List.of();

  @Option(names = "--split", split = ",", paramLabel = "NAME", description = "Where the model is cut, as for 'compile' (default: last).")
  private List<String> splits = List.of();

  @Option(names = "--bits", split = ",", paramLabel = "Q", description = "Bits of a stored latent value: 1 to 8, or 32 (default: 8).")
  private List<Integer> bits = List.of();

  @Option(names = "--slots", split = ",", paramLabel = "M", description = "Slots of the replay memory (default: 500).")
  private List<Integer> slots = List.of();

  @Option(names = "--minibatch", paramLabel = "NEW:REPLAY", converter = Minibatch.Converter.class, description = "New and replayed samples of a minibatch (default: 13:51).")
  private Minibatch minibatch;

  @Option(
      names = "--micro-batch",
      paramLabel = "N",
      description = "Samples per forward and backward pass (default: 1; on clusters 1 to 16, by the model of tiles, of those whose activations L2 holds).")
  private Integer microBatch;

  @Option(names = "--event-max", paramLabel = "N", description = "New samples of an event, whose latents are all kept (default: 100).")
  private Integer eventMax;

  @Option(names = "--interval", defaultValue = "60s", paramLabel = "TIME", description = "From one minibatch to the next, for battery life (default: ${DEFAULT-VALUE}).")
  private String interval;

  @Mixin
  private final BatteryMixin battery = new BatteryMixin();

  @Option(names = "--dim", paramLabel = "NAME=N", description = "Size of a symbolic dimension of the model.")
  private Map<String, Integer> dims = new LinkedHashMap<>();

  @Option(names = "--html", paramLabel = "FILE", description = "Write the report there, with the plot of memory and latency, as one file.")
  private Path html;

  @Override
  public Integer call() {
    ExploreRequest request = request();
    if (html != null) {
      ExploreHtml.requireFolder(html);
    }
    ProgressLine progress = new ProgressLine(err(), null);
    ExploreReport report = new Exploration(home(), request).run(progress::progress);
    print(report, ExploreText.render(report) + (html == null ? "" : "\nHTML report: " + html + "\n"));
    if (html != null) {
      ExploreHtml.write(report, html);
    }
    return 0;
  }

  private ExploreRequest request() {
    Usage.require(spec.commandLine(), (preset == null) != (model == null), "give either a MODEL or --preset");
    Usage.require(spec.commandLine(), preset != null || !targets.isEmpty(), "--target is needed with a MODEL");
    Usage.requireRange(spec.commandLine(), "--micro-batch", microBatch == null ? 1 : microBatch, 1, 1024);
    Usage.require(spec.commandLine(), minibatch == null || minibatch.fresh() > 0, "--minibatch must be NEW:REPLAY here");
    Battery fed = battery.battery(spec.commandLine());
    bits.forEach(q -> Usage.require(spec.commandLine(), (q >= 1 && q <= 8) || q == 32, "--bits must be 1 to 8, or 32, not " + q));
    slots.forEach(m -> Usage.requireRange(spec.commandLine(), "--slots", m, 1, 0xffff));
    Usage.requireRange(spec.commandLine(), "--event-max", eventMax == null ? USUAL_EVENT : eventMax, 1, 0xffff);
    ExplorePreset named = preset == null ? null : ExplorePreset.named(preset);
    return named == null ? ofModel(fed) : ofPreset(named, fed);
  }

  private ExploreRequest ofModel(Battery fed) {
    LearnerSettings settings = LearnerSettings.defaults().withEvents(USUAL_EVENT, USUAL_EVENT);
    List<ExploredSplit> named = or(splits, List.of("last")).stream().map(s -> new ExploredSplit(s, s)).toList();
    return new ExploreRequest(
        model.toString(), FrontEnd.read(model, dims), explored(targets, Map.of()), named, or(bits, List.of(settings.latentBits())), or(slots, List.of(USUAL_SLOTS)), given(settings),
        seconds(), fed, null);
  }

  private ExploreRequest ofPreset(ExplorePreset p, Battery fed) {
    Map<String, String> points = p.splits();
    List<ExploredSplit> named = or(splits, List.copyOf(points.keySet())).stream().map(s -> new ExploredSplit(s, points.getOrDefault(s, s))).toList();
    List<String> names = or(targets, List.copyOf(p.targets().keySet()));
    return new ExploreRequest(
        p.model(), p.front(), explored(names, p.targets()), named, or(bits, p.bits()), or(slots, p.slots()), given(p.settings()), seconds(), fed,
        names.equals(List.copyOf(p.targets().keySet())) ? p.study() : null);
  }

  private double seconds() {
    double seconds = Quantity.parseSeconds(interval);
    Usage.require(spec.commandLine(), seconds > 0, "--interval must be above 0");
    return seconds;
  }

  private List<ExploredTarget> explored(List<String> names, Map<String, String> titles) {
    Targets known = new Targets(home());
    return names.stream().map(n -> new ExploredTarget(known.get(n), titles.getOrDefault(n, n), microBatch == null ? ExploredTarget.BEST : microBatch)).toList();
  }

  private LearnerSettings given(LearnerSettings base) {
    LearnerSettings settings = eventMax == null ? base : base.withEvents(eventMax, eventMax);
    if (minibatch == null) {
      return settings;
    }
    TrainingConfig t = base.training();
    return settings.withTraining(
        new TrainingConfig(
            t.seed(), t.epochs(), minibatch.fresh(), minibatch.replay(), t.learningRate(), t.momentum(), t.nesterov(), t.weightDecay(), t.schedule(), t.gamma(), t.stepSize(),
            t.minLearningRate()));
  }

  private static <T> List<T> or(List<T> given, List<T> otherwise) {
    return given.isEmpty() ? otherwise : given;
  }
}
