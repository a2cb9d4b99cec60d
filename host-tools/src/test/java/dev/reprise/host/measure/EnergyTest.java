package dev.reprise.host.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.reprise.compiler.diag.Diagnostic;
import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.Schedule;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.models.CompiledNetwork;
import dev.reprise.compiler.target.PowerLoader;
import dev.reprise.compiler.target.PowerModel;
import dev.reprise.compiler.target.Target;
import dev.reprise.compiler.target.Targets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnergyTest {
  private static final Targets TARGETS = new Targets(CompiledNetwork.HOME);
  private static final Battery PHONE = new Battery(3300, 3.7);
  private static final PowerModel POWER =
      new PowerModel(2.0, List.of(new PowerModel.Point(10_000_000, 4), new PowerModel.Point(20_000_000, 10)), "run", new PowerModel.Still(1, "sleep"), new PowerModel.Still(0.01, "stop"));

  /**
   * The figures of quantized latent replay on VEGA (Ravaglia et al., "A TinyML Platform for On-Device Continual Learning with Quantized Latent Replays", arXiv 2110.10486): a battery of
   * 3300 mAh lasts 535 h when the network learns once a minute. 44.0 kJ at 3.7 V, so 1.37 J for each, which at 62 mW is 22 s.
   */
  @Test
  void theBatteryOfThePaper() {
    assertThat(PHONE.joules()).isCloseTo(44.0e3, within(0.05e3));
    double perEvent = PHONE.joules() / (535 * 60);
    assertThat(perEvent).isCloseTo(1.37, within(0.005));
    assertThat(perEvent / 62e-3).isCloseTo(22, within(0.1));
    assertThat(PHONE.hours(60 * perEvent / 3600)).isCloseTo(535, within(1e-9));
    // The same through a report: 1 MHz for 22.09 s at 62 mW, nothing in between.
    PowerModel power = new PowerModel(1, List.of(new PowerModel.Point(1_000_000, 62)), "run", new PowerModel.Still(1e-12, "sleep"), null);
    EnergyReport r = EnergyReport.of("x", "estimated", new WorkCycles(1, 1, 1, 1, 22.09e6), power, new EnergyUse(1, 60, 0, PHONE, false, 1_000_000));
    assertThat(r.eventJoules()).isCloseTo(1.37, within(0.001));
    assertThat(r.lifetimeHours()).isCloseTo(535, within(0.5));
  }

  @Test
  void currentsBetweenAndBeyondTheTable() {
    assertThat(POWER.runMilliamps(10_000_000)).isEqualTo(4);
    assertThat(POWER.runMilliamps(15_000_000)).isEqualTo(7);
    assertThat(POWER.runMilliamps(5_000_000)).isEqualTo(2);
    assertThat(POWER.runMilliamps(40_000_000)).isEqualTo(20);
  }

  @Test
  void timeEnergyAndLifetimeByHand() {
    WorkCycles work = new WorkCycles(1e6, 4, 8e6, 10, 20e6);
    EnergyReport r = EnergyReport.of("x", "measured", work, POWER, new EnergyUse(10, 36, 72, new Battery(1000, 3), false, 10_000_000));
    // 4 mA at 2 V; 0.1 s, 0.8 s and 2 s
    assertThat(r.rows()).extracting(EnergyReport.Row::seconds).containsExactly(0.1, 0.8, 2.0);
    assertThat(r.rows().get(2).joules()).isCloseTo(16e-3, within(1e-12));
    // 36 events of 2 s and 72 inferences of 0.1 s: 79.2 s an hour at 8 mW, the rest at 2 mW
    assertThat(r.busyShare()).isCloseTo(0.022, within(1e-12));
    assertThat(r.averageMilliwatts()).isCloseTo(0.022 * 8 + 0.978 * 2, within(1e-9));
    assertThat(r.lifetimeHours()).isCloseTo(3000 / (0.022 * 8 + 0.978 * 2), within(1e-6));
    EnergyReport stopped = EnergyReport.of("x", "measured", work, POWER, new EnergyUse(10, 36, 72, new Battery(1000, 3), true, 10_000_000));
    assertThat(stopped.idle()).isEqualTo("stop");
    assertThat(stopped.averageMilliwatts()).isCloseTo(0.022 * 8 + 0.978 * 0.02, within(1e-9));
    EnergyReport tooMuch = EnergyReport.of("x", "measured", work, POWER, new EnergyUse(10, 2000, 0, PHONE, false, 10_000_000));
    assertThat(tooMuch.busyShare()).isGreaterThan(1);
    assertThat(tooMuch.lifetimeHours()).isZero();
  }

  @Test
  void budgetsThatAreExceededAreNumbered() {
    EnergyReport r = EnergyReport.of("x", "estimated", new WorkCycles(1e6, 4, 8e6, 10, 20e6), POWER, new EnergyUse(10, 36, 72, PHONE, false, 10_000_000));
    assertThat(EnergyMeasurement.check(r, 17e-3, 1000.0)).isEmpty();
    assertThat(EnergyMeasurement.check(r, null, null)).isEmpty();
    assertThat(EnergyMeasurement.check(r, 15e-3, 1e6)).extracting(Diagnostic::code).containsExactly(MeasureError.OVER_ENERGY, MeasureError.SHORT_LIFETIME);
    Latency tenth = new Latency("x", "estimated", 10_000_000, 1e6, 0.1);
    assertThat(tenth.check(0.1)).isEmpty();
    assertThat(tenth.check(0.09)).extracting(Diagnostic::code).containsExactly(MeasureError.OVER_LATENCY);
  }

  /** One inference, two samples filled, an event of four with replays: 4 passes through the frozen stage more, 1 + 12 latents placed, 2 minibatches of 6. */
  @Test
  void workIsPutTogetherFromTheRun() {
    LearnerModel m = CompiledNetwork.random(4, TARGETS.get("host"), Accumulate.SEPARATE).model();
    TrainingConfig t = new TrainingConfig(1, 3, 2, 4, 0.1f, 0f, false, 0f, Schedule.CONSTANT, 0.1f, 100, 0f);
    LearnerModel model = new LearnerModel(m.name(), m.frozen(), m.latentBits(), m.adaptive(), m.head(), m.trainable(), m.classes(), 10, m.policy(), 100, 5, 1, false, t);
    List<CycleRow> rows = new ArrayList<>(List.of(
        new CycleRow("frozen forward", "rp_conv_s8", 7, 7000), new CycleRow("replay packing", "rp_latent_pack", 7, 70), new CycleRow("replay packing", "rp_latent_unpack_f32", 13, 130),
        new CycleRow("adaptive forward", "rp_linear_f32_fw", 13, 1300), new CycleRow("loss", "rp_softmax", 12, 120), new CycleRow("weight gradient", "rp_linear_f32_bw_weight", 12, 2400),
        new CycleRow("update", "rp_sgd_f32", 2L * m.trainable().size(), 100)));
    WorkCycles w = WorkCycles.of(rows, model, 6);
    assertThat(w.inference()).isEqualTo(1000 + 10 + 10 + 100);
    // 2 new and 4 replayed, each placed, forward, loss, gradient; one update
    assertThat(w.minibatchSamples()).isEqualTo(6);
    assertThat(w.minibatch()).isEqualTo(6 * (10 + 100 + 10 + 200) + 50);
    // 6 latents, the sixth again in each of 3 epochs; 3 epochs of 3 minibatches
    assertThat(w.event()).isEqualTo((6 + 3) * 1010 + 3 * (6 + 3 * 4) * 320 + 9 * 50);
    // The learner's own work in proportion.
    rows.add(new CycleRow("learner", "rp_train_step", 3, 1112));
    assertThat(WorkCycles.of(rows, model, 6).event()).isCloseTo(w.event() * (1 + 1112.0 / 11120), within(1e-6));
    // A device counts places: an update is one of all tensors.
    List<CycleRow> places = List.of(
        new CycleRow("frozen forward", "rp_conv_s8", 7, 7000), new CycleRow("replay packing", "pack", 7, 70), new CycleRow("replay packing", "unpack", 13, 130),
        new CycleRow("adaptive forward", "rp_linear_f32_fw", 13, 1300), new CycleRow("loss", "rp_softmax", 12, 120), new CycleRow("weight gradient", "rp_linear_f32_bw_weight", 12, 2400),
        new CycleRow("update", "update", 2, 100));
    assertThat(WorkCycles.of(places, model, 6)).isEqualTo(w);
  }

  /** N9.2 with a of 0: new and replayed samples in proportion. */
  @Test
  void proportionalMinibatches() {
    TrainingConfig t = new TrainingConfig(1, 1, 0, 64, 0.1f, 0f, false, 0f, Schedule.CONSTANT, 0.1f, 100, 0f);
    assertThat(WorkCycles.Composition.of(t, 100, 300)).isEqualTo(new WorkCycles.Composition(16, 48));
    assertThat(WorkCycles.Composition.of(t, 100, 0)).isEqualTo(new WorkCycles.Composition(64, 0));
    assertThat(WorkCycles.Composition.of(t, 1, 60000)).isEqualTo(new WorkCycles.Composition(1, 63));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stm32f405", "stm32f407-discovery", "stm32l476-nucleo", "stm32f746-discovery", "stm32h743-nucleo", "stm32h753"})
  void everyBoardNamesTheSourceOfItsCurrents(String name) {
    Target target = TARGETS.get(name);
    PowerModel power = PowerLoader.of(target).orElseThrow();
    assertThat(power.runSource()).containsPattern("DS\\d+.*table");
    assertThat(power.sleep().source()).containsPattern("DS\\d+.*table");
    assertThat(power.stop().source()).containsPattern("DS\\d+.*table");
    assertThat(power.run()).extracting(PowerModel.Point::hz).contains(target.clockHz());
    assertThat(power.sleep().milliamps()).isLessThan(power.runMilliamps(target.clockHz())).isGreaterThan(power.stop().milliamps());
  }

  @Test
  void anEmulatedBoardHasNoPowerModel() {
    assertThat(PowerLoader.of(TARGETS.get("mps2-an386"))).isEmpty();
    LearnerModel model = CompiledNetwork.random(4, TARGETS.get("host"), Accumulate.SEPARATE).model();
    MeasuredCycles none = MeasuredCycles.of("x", 1, List.of(), 0);
    EnergyUse use = new EnergyUse(1, 1, 1, PHONE, false, 1);
    assertThatThrownBy(() -> EnergyMeasurement.of(RunCycles.of(none), model, TARGETS.get("mps2-an386"), use)).isInstanceOf(RepriseException.class).hasMessageContaining("RP2110").hasMessageContaining("no power model");
  }

  @Test
  void quantities() {
    assertThat(Quantity.parseSeconds("20ms")).isEqualTo(0.02);
    assertThat(Quantity.parseSeconds("20")).isEqualTo(0.02);
    assertThat(Quantity.parseJoules("1.5 J")).isEqualTo(1.5);
    assertThat(Quantity.parseHours("30d")).isEqualTo(720);
    assertThatThrownBy(() -> Quantity.parseJoules("3 cal")).hasMessageContaining("RP2111");
    assertThatThrownBy(() -> Quantity.parseSeconds("-1s")).hasMessageContaining("RP2111");
    assertThat(Quantity.seconds(0.0123)).isEqualTo("12.3 ms");
    assertThat(Quantity.joules(1.37)).isEqualTo("1.37 J");
  }
}
