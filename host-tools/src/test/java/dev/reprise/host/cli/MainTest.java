package dev.reprise.host.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @TempDir Path folder;

  private int run(String... args) {
    return Main.run(line, args);
  }

  @Test
  void everyCommandHasHelpThatSaysWhatItIsFor() {
    assertThat(run("--help")).isZero();
    int commands = 0;
    for (var sub : line.getSubcommands().entrySet()) {
      if (sub.getKey().equals("help")) {
        continue;
      }
      commands++;
      assertThat(out.toString()).contains("  " + sub.getKey());
      StringWriter help = new StringWriter();
      assertThat(Main.run(Main.commandLine().setOut(new PrintWriter(help)), sub.getKey(), "--help")).isZero();
      assertThat(help.toString()).as(sub.getKey()).contains("Usage: reprise " + sub.getKey()).contains("Example").contains("--json").contains("--debug");
      assertThat(help.toString().lines().filter(l -> l.length() > 200)).as(sub.getKey()).isEmpty();
    }
    assertThat(commands).isGreaterThanOrEqualTo(9);
  }

  @Test
  void wrongUsageIsToldInThreeLinesAndExitsWith2() {
    assertThat(run("lern")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean", "reprise learn", "Try 'reprise --help'");
    assertThat(run("learn", "x")).isEqualTo(2);
    assertThat(err.toString()).contains("--data").contains("Try 'reprise learn --help'");
  }

  @Test
  void failureIsADiagnosticWithoutStackTraceUnlessAsked() {
    String missing = folder.resolve("none").toString();
    assertThat(run("build", missing)).isEqualTo(1);
    assertThat(err.toString()).contains("RP15").contains(missing).contains("->").doesNotContain("\tat ");
    assertThat(run("build", missing, "--debug")).isEqualTo(1);
    assertThat(err.toString()).contains("\tat dev.reprise.");
  }

  @Test
  void doctorPrintsATableOrJson() throws Exception {
    run("doctor", "--json");
    var findings = new com.fasterxml.jackson.databind.ObjectMapper().readTree(out.toString());
    assertThat(findings).hasSizeGreaterThan(10);
    assertThat(findings.get(0).get("name").asText()).isEqualTo("java");
    assertThat(findings.get(0).get("present").asBoolean()).isTrue();
  }

  @Test
  void optionsComeFromTheFileAndFlagsWin() throws Exception {
    Path config = Files.writeString(folder.resolve("reprise.yaml"), "json: true\ndoctor:\n  debug: false\n");
    run("doctor", "--config", config.toString());
    assertThat(out.toString()).startsWith("[");
    out.getBuffer().setLength(0);
    run("doctor", "--config=" + config, "--json=false");
    assertThat(out.toString()).doesNotStartWith("[").contains("java");
  }

  @Test
  void unknownKeyNamesTheNearestOne() throws Exception {
    Path config = Files.writeString(folder.resolve("c.yaml"), "learn:\n  epoch: 3\n");
    assertThat(run("doctor", "--config", config.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("RP2251").contains("'epoch'").contains("'epochs'");
    err.getBuffer().setLength(0);
    Files.writeString(config, "taget: host\n");
    assertThat(run("doctor", "--config", config.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("'taget'").contains("'target'");
    err.getBuffer().setLength(0);
    Files.writeString(config, "- a\n- b\n");
    assertThat(run("doctor", "--config", config.toString())).isEqualTo(1);
    assertThat(err.toString()).contains("RP2250");
    err.getBuffer().setLength(0);
    assertThat(run("doctor", "--config", folder.resolve("none.yaml").toString())).isEqualTo(1);
    assertThat(err.toString()).contains("RP2250").contains("none.yaml");
  }

  @Test
  void tablesAlignNumbersToTheRight() {
    String table = new TextTable("name", "bytes", "note").row("a", 5, "x").row("long name", 1234, "").render();
    assertThat(table).isEqualTo("name       bytes  note\na              5  x\nlong name   1234\n");
    assertThat(new TextTable("a", "b").render()).isEqualTo("a  b\n");
  }
}
