package dev.reprise.host.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.reprise.compiler.diag.RepriseException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that prints a result as text or as JSON on standard output and its progress on standard error. */
abstract class AbstractCommand implements Callable<Integer> {
  @Mixin final CommonOptions common = new CommonOptions();

  @Spec CommandSpec spec;

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints {@code json} where --json was given, else {@code text}. */
  final void print(Object json, String text) {
    if (common.json) {
      // Jackson is touched here only: other commands start without loading it.
      try {
        out().println(new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(json));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("results are plain records", e);
      }
    } else {
      out().print(text);
    }
    out().flush();
  }

  /** {@code text} in a picocli style such as {@code green} or {@code bold}, on a terminal that wants colours. */
  final String styled(String style, String text) {
    return Ansi.AUTO.enabled() ? Ansi.AUTO.string("@|" + style + " " + text + "|@") : text;
  }

  /** The repository (or installation) with runtime-c, targets and test-vectors. */
  static Path home() {
    String home = System.getProperty("reprise.home");
    if (home == null) {
      throw RepriseException.of(CliError.NO_HOME, "reprise.home");
    }
    return Path.of(home);
  }
}
