package dev.reprise.host.cli;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.host.config.ProjectConfig;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** The {@code reprise} command. Exit codes: 0 success, 1 failure with a numbered diagnostic, 2 wrong usage. */
public final class Main {
  private static final String DEBUG = "--debug";

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(commandLine(), args));
  }

  static int run(CommandLine line, String... args) {
    ProjectConfig.chooseFile(line, args);
    return line.execute(args);
  }

  /** The command line with all subcommands; tests give it other writers. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new RepriseCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setAbbreviatedOptionsAllowed(false);
    line.setUsageHelpAutoWidth(true);
    line.setExecutionExceptionHandler(Main::onFailure);
    line.setParameterExceptionHandler(Main::onWrongUsage);
    ProjectConfig.attach(line);
    return line;
  }

  private static int onFailure(Exception failure, CommandLine command, ParseResult parsed) {
    Diagnostic diagnostic =
        failure instanceof RepriseException known
            ? known.diagnostic()
            : Diagnostic.of(CliError.UNEXPECTED, command.getCommandName(), failure.toString());
    return report(failure, diagnostic, command, parsed.originalArgs().contains(DEBUG));
  }

  private static int report(Exception failure, Diagnostic diagnostic, CommandLine command, boolean debug) {
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(diagnostic.toString()));
    if (debug) {
      failure.printStackTrace(err);
    }
    err.flush();
    return 1;
  }

  private static int onWrongUsage(CommandLine.ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    if (failure.getCause() instanceof RepriseException known) {
      return report(known, known.diagnostic(), command, List.of(args).contains(DEBUG));
    }
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText(failure.getMessage()));
    CommandLine.UnmatchedArgumentException.printSuggestions(failure, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return 2;
  }
}
