package dev.reprise.host.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Targets;
import dev.reprise.simulators.Programs;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code measure} with energy and the budgets of time, from the compiled project to the exit code. */
class MeasureEnergyTest {
  private static final long SEED = 4;

  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void needsTools() {
    for (String tool : List.of("gcc", "make", "qemu-system-arm", "arm-none-eabi-gcc")) {
      assumeTrue(Programs.find(tool).isPresent(), tool + " is not installed");
    }
  }

  private String project(String target) {
    Path project = folder.resolve(target);
    CompiledNetwork.random(SEED, new Targets(CompiledNetwork.HOME).get(target), Accumulate.SEPARATE).files().write(project);
    return project.toString();
  }

  private int measure(String... arguments) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[arguments.length + 1];
    all[0] = "measure";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Main.run(Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)), all);
  }

  @Test
  void energyOfABoard() throws Exception {
    int code = measure(project("stm32f405"), "--energy", "--events-per-hour", "60", "--budget-latency", "10s", "--budget-lifetime", "900000h", "--json");
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("RP2114").doesNotContain("RP2112");
    JsonNode result = new ObjectMapper().readTree(out.toString());
    JsonNode energy = result.path("energy");
    assertThat(energy.path("target").asText()).isEqualTo("stm32f405");
    assertThat(energy.path("cyclesAre").asText()).isEqualTo("estimated");
    assertThat(energy.path("use").path("eventsPerHour").asDouble()).isEqualTo(60);
    JsonNode inference = energy.path("rows").get(0);
    assertThat(inference.path("cycles").asDouble()).isGreaterThan(1000);
    assertThat(inference.path("seconds").asDouble()).isCloseTo(inference.path("cycles").asDouble() / 168e6, within(1e-9));
    assertThat(result.path("latency").path("seconds").asDouble()).isEqualTo(inference.path("seconds").asDouble());
    assertThat(energy.path("lifetimeHours").asDouble()).isGreaterThan(0);
  }

  /** Time needs no currents. */
  @Test
  void latencyNeedsNoPowerModel() {
    assertThat(measure(project("mps2-an386"), "--budget-latency", "1us")).isEqualTo(1);
    assertThat(err.toString()).contains("RP2112").doesNotContain("RP2110");
    assertThat(out.toString()).contains("an inference takes ").contains("(estimated)").doesNotContain("energy");
  }
}
