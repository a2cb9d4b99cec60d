package dev.reprise.host.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reprise} alone: prints the help. */
@Command(
    name = "reprise",
    version = "reprise 0.1.0",
    synopsisSubcommandLabel = "COMMAND",
    sortOptions = false,
    description = "Compiles an ONNX model into C firmware that goes on learning on a microcontroller.",
    footer = {
      "",
      "Exit codes: 0 success, 1 failure (a numbered diagnostic says why), 2 wrong usage.",
      "Options may also stand in reprise.yaml in the current folder (--config names another file); flags win.",
      "NO_COLOR=1 prints without colours."
    },
    subcommands = {
      InspectCommand.class,
      CompileCommand.class,
      BuildCommand.class,
      FlashCommand.class,
      SimulateCommand.class,
      LearnCommand.class,
      VerifyCommand.class,
      MeasureCommand.class,
      BenchCommand.class,
      ExploreCommand.class,
      DemoCommand.class,
      TargetsCommand.class,
      DoctorCommand.class,
      HelpCommand.class
    })
final class RepriseCommand implements Callable<Integer> {
  @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help and exit.")
  private boolean help;

  @Option(names = {"-V", "--version"}, versionHelp = true, description = "Print the version and exit.")
  private boolean version;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
