package dev.reprise.host.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {
  @Option(names = {"-h", "--help"}, usageHelp = true, order = 1000, description = "Show this help and exit.")
  private boolean help;

  @Option(names = "--json", order = 1001, description = "Print the result as JSON on standard output.")
  boolean json;

  @Option(names = "--debug", order = 1002, description = "Print the stack trace of a failure.")
  boolean debug;

  @Option(names = "--config", order = 1003, paramLabel = "FILE", description = "Options file (default: reprise.yaml, where it exists).")
  Path config;
}
