package dev.reprise.compiler.target;

import dev.reprise.compiler.diag.RepriseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the {@code power} section of a target's file, which only those who ask for energy need. */
public final class PowerLoader {
  private final String place;

  private PowerLoader(String place) {
    this.place = place;
  }

  /**
   * The power model of {@code target}; empty where it has none.
   *
   * @throws RepriseException RP1602, RP1603, RP1605 where it is wrong
   */
  public static Optional<PowerModel> of(Target target) {
    TargetYaml yaml = new TargetLoader(target.folder()).read();
    return yaml.power() == null ? Optional.empty() : Optional.of(new PowerLoader(target.folder().resolve(TargetLoader.FILE).toString()).model(yaml.power()));
  }

  private PowerModel model(TargetYaml.Power power) {
    TargetYaml.Run run = required("power.run", power.run());
    List<PowerModel.Point> points = new ArrayList<>();
    long before = 0;
    for (TargetYaml.RunCurrent c : required("power.run.currents", run.currents())) {
      long hz = required("power.run.currents.hz", c.hz());
      if (hz <= before) {
        throw RepriseException.of(TargetError.BAD_VALUE, place, "power.run.currents", hz + " is not above the clock before it");
      }
      points.add(new PowerModel.Point(hz, positive("power.run.currents.milliamps", c.milliamps())));
      before = hz;
    }
    if (points.isEmpty()) {
      throw RepriseException.of(TargetError.BAD_VALUE, place, "power.run.currents", "one clock or more is needed");
    }
    return new PowerModel(
        positive("power.supplyVolts", power.supplyVolts()), points, source("power.run", run.source(), run.verified()), still("power.sleep", required("power.sleep", power.sleep())),
        power.stop() == null ? null : still("power.stop", power.stop()));
  }

  private PowerModel.Still still(String field, TargetYaml.Still s) {
    return new PowerModel.Still(positive(field + ".milliamps", s.milliamps()), source(field, s.source(), s.verified()));
  }

  private String source(String field, String source, Boolean verified) {
    return required(field + ".source", source) + (Boolean.TRUE.equals(verified) ? "" : " (unverified)");
  }

  private double positive(String field, Double value) {
    if (!(required(field, value) > 0)) {
      throw RepriseException.of(TargetError.BAD_VALUE, place, field, value + " is not above 0");
    }
    return value;
  }

  private <T> T required(String field, T value) {
    if (value == null) {
      throw RepriseException.of(TargetError.MISSING, place, field);
    }
    return value;
  }
}
