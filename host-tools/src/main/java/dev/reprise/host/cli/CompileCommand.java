package dev.reprise.host.cli;

import dev.reprise.compiler.CompileRequest;
import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.Compiler;
import dev.reprise.compiler.LearnerSettings;
import dev.reprise.compiler.ir.Tensor;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.quantize.CalibrationMethod;
import dev.reprise.compiler.quantize.QParams;
import dev.reprise.compiler.report.CompileReport;
import dev.reprise.compiler.report.MemoryTable;
import dev.reprise.compiler.report.TileTable;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.data.Dataset;
import dev.reprise.host.data.Samples;
import dev.reprise.host.verify.GoldenVectors;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParameterException;

/** {@code reprise compile}. */
@Command(
    name = "compile",
    sortOptions = false,
    description = {
      "Compiles an ONNX model into a C project that infers and learns.",
      "",
      "The model is cut in two: below the split it runs in INT8 (calibrated on --calibration), above it is trained on the device."
    },
    footer = {
      "",
      "Examples:",
      "  reprise compile model.onnx --calibration idx:images.gz,labels.gz[0:32] --target stm32f405 --split last --replay 300 -o firmware",
      "  reprise compile model.onnx --calibration npz:samples.npz --split /features/relu_3 --bits 7 --target host -o learner"
    })
final class CompileCommand extends AbstractCommand {
  @Parameters(paramLabel = "MODEL", description = "ONNX file (opset 7 to 22).")
  private Path model;

  @Option(names = {"-o", "--output"}, required = true, paramLabel = "FOLDER", description = "Where the C project goes; an earlier project there is replaced.")
  private Path output;

  @Option(names = "--target", defaultValue = "host", description = "What to compile for; 'reprise targets' lists them (default: ${DEFAULT-VALUE}).")
  private String target;

  @Option(names = "--accumulate", description = "fused or separate multiply-accumulate (default: the target's).")
  private Accumulate accumulate;

  @Option(names = "--name", description = "Name of the project (default: the model file's).")
  private String name;

  @Option(names = "--calibration", required = true, paramLabel = "DATA", description = "Samples that set the INT8 ranges: " + DataMixin.SPEC + ".")
  private String calibration;

  @Option(names = "--calibration-samples", defaultValue = "32", paramLabel = "N", description = "At most this many of them (default: ${DEFAULT-VALUE}).")
  private int calibrationSamples;

  @Option(names = "--calibration-method", defaultValue = "mse", description = "min_max, percentile or mse (default: ${DEFAULT-VALUE}).")
  private CalibrationMethod method;

  @Option(names = "--input-scale", paramLabel = "X", description = "Scale of the sample codes (default: from the data; 0.003921569 for images divided by 255).")
  private Float inputScale;

  @Option(names = "--input-zero-point", defaultValue = "0", paramLabel = "N", description = "Zero point of the sample codes, with --input-scale.")
  private int inputZeroPoint;

  @Option(names = "--dim", paramLabel = "NAME=N", description = "Size of a symbolic dimension of the model.")
  private Map<String, Integer> dims = new LinkedHashMap<>();

  @Option(names = "--no-saves", description = "No storage for saves: their part of the flash is left to the program.")
  private boolean noSaves;

  @Option(names = "--no-golden", description = "Write no golden vectors (golden.json), which take time on large models.")
  private boolean noGolden;

  @Mixin private final DataMixin data = new DataMixin();

  @Mixin private final LearnerMixin learner = new LearnerMixin();

  @Override
  public Integer call() {
    Usage.requireAtLeast(spec.commandLine(), "--calibration-samples", calibrationSamples, 1);
    Usage.require(
        spec.commandLine(),
        inputScale == null || (inputScale > 0 && Float.isFinite(inputScale)),
        "--input-scale must be a positive number, not " + inputScale);
    Usage.requireRange(spec.commandLine(), "--input-zero-point", inputZeroPoint, 0, QParams.MAX_CODE);
    LearnerSettings settings = learner.settings(spec.commandLine());
    Target whole = new Targets(home()).get(target);
    Target t = noSaves ? whole.withoutStorage() : whole;
    Accumulate mode = accumulate == null ? t.accumulate().get(0) : accumulate;
    if (!t.accumulate().contains(mode)) {
      throw new ParameterException(spec.commandLine(), "target " + target + " accumulates " + t.accumulate() + ", not " + mode);
    }
    try (Dataset samples = data.open(calibration)) {
      Iterable<Tensor> tensors = Samples.tensors(samples, calibrationSamples);
      QParams input = inputScale == null ? null : new QParams(inputScale, inputZeroPoint);
      CompileRequest request =
          new CompileRequest(model, projectName(), dims, settings, method, tensors, input, t, mode);
      Compiled compiled =
          new Compiler(home()).compile(request, step -> {
            err().println(step);
            err().flush();
          });
      if (!noGolden) {
        compiled.files().add(GoldenVectors.FILE_NAME, GoldenVectors.record(compiled.model(), mode).json());
      }
      compiled.files().write(output);
      print(compiled.report(), text(compiled.report()));
    }
    return 0;
  }

  private String projectName() {
    String given = name != null ? name : model.getFileName().toString().replaceFirst("\\.onnx$", "");
    String identifier = given.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_+|_+$", "");
    return identifier.isEmpty() || Character.isDigit(identifier.charAt(0)) ? "model_" + identifier : identifier;
  }

  private String text(CompileReport r) {
    CompileReport.Learner l = r.learner();
    TextTable table = new TextTable("", r.name() + " for " + r.target() + " (" + r.accumulate() + ")");
    table.row("split after", l.split());
    table.row("latent", l.latentElements() + " values, " + l.slotBytes() + " bytes at " + l.latentBits() + " bits");
    table.row("latent quality", quality(r));
    table.row("replay memory", l.slots() + " slots");
    table.row("saved state", "up to " + r.saves().stateBytes() + " bytes" + (r.saves().slotBytes() == null ? "" : " of " + r.saves().slotBytes()));
    table.row("event", "up to " + l.eventMax() + " new samples, " + l.eventLatents() + " latents kept");
    table.row("trained weights", l.trainableWeights());
    table.row("micro-batch", samples(l.microBatch()));
    table.row("constants", r.constants().text());
    table.row("MACs per sample", l.frozenMacs() + " frozen, " + l.adaptiveForwardMacs() + " adaptive forward, " + l.adaptiveBackwardMacs() + " backward");
    return table.render() + "\n" + MemoryTable.render(r.memory()) + TileTable.render(r) + "\nwritten to " + output + "\n";
  }

  private static String samples(int count) {
    return count == 1 ? "1 sample" : count + " samples";
  }

  private static String quality(CompileReport r) {
    Double decibels = r.quantization().latents().get(Math.min(8, r.learner().latentBits()));
    return String.format(Locale.ROOT, "%.1f dB against ONNX Runtime in float (%d samples)", decibels, r.quantization().samples());
  }
}
