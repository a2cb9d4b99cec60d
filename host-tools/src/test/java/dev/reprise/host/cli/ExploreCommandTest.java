package dev.reprise.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.simulators.Programs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small design space on two targets, and what is wrong with arguments. */
class ExploreCommandTest {
  private static final String MODEL = Path.of(System.getProperty("reprise.home")).resolve("test-vectors/models/conv1d.onnx").toString();

  @TempDir private Path folder;

  private record Outcome(int code, String out, String err) {}

  private static Outcome run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Main.run(Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)), args);
    return new Outcome(code, out.toString(), err.toString());
  }

  @Test
  void aSmallModelOnTwoTargets() throws Exception {
    List.of("qemu-system-arm", "arm-none-eabi-gcc", "gcc", "clang-19", "ld.lld-19").forEach(p -> assumeTrue(Programs.find(p).isPresent(), p + " is not installed"));
    Path html = folder.resolve("report.html");
    Outcome done =
        run("explore", MODEL, "--target", "vega,stm32l476-nucleo", "--split", "last", "--bits", "8,7", "--slots", "10,20", "--minibatch", "2:6", "--html", html.toString(), "--json");
    assertThat(done.code).as(done.err).isZero();
    assertThat(done.err).contains("running kernel calls").contains("/s");
    assertThat(Files.readString(html)).contains("<svg", "conv1d.onnx");
    JsonNode report = new ObjectMapper().readTree(done.out);
    assertThat(report.get("points")).hasSize(2 * 2 * 2).allSatisfy(p -> {
      assertThat(p.get("ramBytes").asLong()).isGreaterThan(p.get("replayBytes").asLong());
      assertThat(p.get("fits").asBoolean()).isTrue();
    });
    assertThat(report.get("stages")).hasSize(2 * 2).allSatisfy(s -> {
      double sample = 0;
      for (String phase : List.of("replay packing", "adaptive forward", "loss", "weight gradient")) {
        assertThat(s.get("phaseCycles").get(phase).asDouble()).as(phase).isPositive();
        sample += s.get("phaseCycles").get(phase).asDouble();
      }
      double training = 8 * sample + s.get("phaseCycles").get("update").asDouble();
      assertThat(s.get("trainingCycles").asDouble()).isCloseTo(training, within(1.0));
      assertThat(s.get("minibatchCycles").asDouble()).isCloseTo(training + 2 * s.get("frozenCycles").asDouble(), within(1.0));
      assertThat(s.get("lifetimeHours").asDouble()).isPositive();
    });
    assertThat(report.get("ratios")).hasSize(2).allSatisfy(r -> assertThat(r.get("seconds").asDouble()).isCloseTo(r.get("cycles").asDouble() * 375 / 80, within(1e-6)));
    assertThat(report.get("targets").findValuesAsText("cyclesAre")).containsExactly("measured", "estimated");
    usesOfEachTarget(report);
  }

  /** The stages of 8 and 7 bits share all calls but the packing of latents, and every call of both is in the account. */
  private static void usesOfEachTarget(JsonNode report) {
    for (String target : List.of("vega", "stm32l476-nucleo")) {
      List<Integer> uses = new ArrayList<>();
      report.get("layers").forEach(l -> {
        if (l.get("target").asText().equals(target)) {
          uses.add(l.get("uses").asInt());
        }
      });
      assertThat(uses).contains(1, 2);
      assertThat(uses.stream().filter(u -> u == 1).count()).as("packing and unpacking at two widths").isEqualTo(4);
    }
  }

  @Test
  void wrongArguments() {
    assertThat(run("explore")).satisfies(o -> assertThat(o.code).isEqualTo(2)).satisfies(o -> assertThat(o.err).contains("either a MODEL or --preset"));
    assertThat(run("explore", MODEL)).satisfies(o -> assertThat(o.code).isEqualTo(2)).satisfies(o -> assertThat(o.err).contains("--target is needed"));
    assertThat(run("explore", MODEL, "--target", "vega", "--bits", "9")).satisfies(o -> assertThat(o.code).isEqualTo(2)).satisfies(o -> assertThat(o.err).contains("--bits must be"));
    assertThat(run("explore", MODEL, "--target", "vega", "--minibatch", "8")).satisfies(o -> assertThat(o.code).isEqualTo(2)).satisfies(o -> assertThat(o.err).contains("NEW:REPLAY"));
    assertThat(run("explore", "--preset", "qlr")).satisfies(o -> assertThat(o.code).isEqualTo(1)).satisfies(o -> assertThat(o.err).contains("RP2130", "qlr-cl"));
    assertThat(run("explore", MODEL, "--target", "vega", "--html", "no/such/folder/report.html"))
        .satisfies(o -> assertThat(o.code).isEqualTo(1))
        .satisfies(o -> assertThat(o.err).contains("RP2131").doesNotContain("running kernel calls"));
    assertThat(run("explore", MODEL, "--target", "host")).satisfies(o -> assertThat(o.code).isEqualTo(1)).satisfies(o -> assertThat(o.err).contains("RP1902"));
  }
}
