package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reprise.compiler.Compiled;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.Targets;
import dev.reprise.host.device.GoldenDevice;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.PlaceCycles;
import dev.reprise.host.device.ProfilePlace;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Firmware counts cycles in the places of the project that it was built from, or its counts are refused. */
class DeviceMeasurementTest {
  private static final long SEED = 4;
  private static final int SAMPLES = 4;

  @TempDir private Path folder;

  private final Compiled compiled = CompiledNetwork.random(SEED, new Targets(CompiledNetwork.HOME).get("host"), Accumulate.SEPARATE);

  /** The golden executor, with a counter that says 10 cycles in each of {@code places} places. */
  private LearnerDevice counting(int places) {
    GoldenDevice golden = new GoldenDevice(compiled.model(), Accumulate.SEPARATE);
    return (LearnerDevice) Proxy.newProxyInstance(
        getClass().getClassLoader(),
        new Class<?>[] {LearnerDevice.class},
        (proxy, method, arguments) -> switch (method.getName()) {
          case "profileStart" -> places;
          case "profile" -> new PlaceCycles(10, 1);
          default -> method.invoke(golden, arguments);
        });
  }

  @Test
  void otherPlacesAreRefused() {
    compiled.files().write(folder.resolve("net"));
    int calls = ReportedCalls.read(folder.resolve("net")).size();
    int places = calls + ProfilePlace.values().length;
    assertThat(DeviceMeasurement.measure(folder.resolve("net"), counting(places), compiled.model(), SAMPLES).calls()).hasSize(calls + 5);
    assertThatThrownBy(() -> DeviceMeasurement.measure(folder.resolve("net"), counting(places + 1), compiled.model(), SAMPLES))
        .isInstanceOf(RepriseException.class)
        .hasMessageContaining("RP2109")
        .hasMessageContaining(places + 1 + " places where this project has " + places);
  }
}
