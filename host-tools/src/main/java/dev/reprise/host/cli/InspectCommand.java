package dev.reprise.host.cli;

import dev.reprise.compiler.FrontEnd;
import dev.reprise.compiler.inspect.Inspection;
import dev.reprise.compiler.inspect.InspectionTable;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code reprise inspect}. */
@Command(
    name = "inspect",
    sortOptions = false,
    description = "Shows a model's layers, and for each place where it can be cut what a learner there needs.",
    footer = {"", "Examples:", "  reprise inspect model.onnx", "  reprise inspect model.onnx --json"})
final class InspectCommand extends AbstractCommand {
  private static final int WIDTH = 160;

  @Parameters(paramLabel = "MODEL", description = "ONNX file.")
  private Path model;

  @Option(names = "--dim", paramLabel = "NAME=N", description = "Size of a symbolic dimension of the model.")
  private Map<String, Integer> dims = new LinkedHashMap<>();

  @Override
  public Integer call() {
    Inspection inspection = Inspection.of(FrontEnd.read(model, dims).canonical());
    print(inspection, InspectionTable.render(inspection, Ansi.AUTO.enabled(), WIDTH));
    return 0;
  }
}
