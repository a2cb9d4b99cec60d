package dev.reprise.host.measure;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.report.CompileReport.KernelCall;
import dev.reprise.host.device.CommitResult;
import dev.reprise.host.device.DeviceInfo;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.device.PlaceCycles;
import dev.reprise.host.device.ProfilePlace;
import dev.reprise.host.device.TrainResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Has a device do a small run and read its core's cycle counter at every change of place. The learner is reset before and after. */
public final class DeviceMeasurement {
  private DeviceMeasurement() {}

  /**
   * Measures.
   *
   * @param device with the firmware of {@code project}, built with {@code -DRP_PROFILE}
   * @param samples of the event, and put into the replay memory, where the model takes so many
   * @throws RepriseException RP1833, RP1834, RP2109 where the firmware counts other places than the project's
   */
  public static MeasuredCycles measure(Path project, LearnerDevice device, LearnerModel model, int samples) {
    List<KernelCall> calls = ReportedCalls.read(project);
    TrainingConfig t = model.training();
    device.reset();
    int slots = device.info().slots();
    device.configure(
        new TrainingConfig(
            t.seed(), 1, t.newPerMinibatch(), t.replayPerMinibatch(), t.learningRate(), t.momentum(), t.nesterov(), t.weightDecay(), t.schedule(), t.gamma(),
            t.stepSize(), t.minLearningRate()),
        model.policy(), slots);
    int places = device.profileStart();
    if (places != calls.size() + ProfilePlace.values().length) {
      throw RepriseException.of(MeasureError.OTHER_PLACES, device.name(), places, calls.size() + ProfilePlace.values().length);
    }
    run(device, Math.min(samples, device.info().eventMax()), Math.min(samples, slots));
    List<MeasuredCycles.Call> rows = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      rows.add(row(calls.get(i).phase(), calls.get(i).node(), calls.get(i).kernel(), device.profile(i)));
    }
    for (ProfilePlace place : List.of(ProfilePlace.PACK, ProfilePlace.UNPACK, ProfilePlace.UPDATE, ProfilePlace.LEARNER, ProfilePlace.LINK)) {
      rows.add(row(phase(place), "(all)", place.name().toLowerCase(java.util.Locale.ROOT), device.profile(calls.size() + place.ordinal())));
    }
    long line = device.profile(calls.size() + ProfilePlace.LINE.ordinal()).cycles();
    device.reset();
    return MeasuredCycles.of(device.name(), samples, rows, line);
  }

  private static MeasuredCycles.Call row(String phase, String layer, String kernel, PlaceCycles counted) {
    return new MeasuredCycles.Call(phase, layer, kernel, counted.entered(), counted.cycles());
  }

  /** Title of the phase that {@code place} belongs to. */
  static String phase(ProfilePlace place) {
    return switch (place) {
      case PACK, UNPACK -> Phase.LATENT.title();
      case UPDATE -> Phase.UPDATE.title();
      case LEARNER -> WorkPhase.LEARNER;
      default -> WorkPhase.LINK;
    };
  }

  private static void run(LearnerDevice device, int samples, int filled) {
    DeviceInfo info = device.info();
    device.infer(sample(0, info.inputBytes()));
    for (int i = 0; i < filled; i++) {
      device.fill(sample(i, info.inputBytes()), i % info.classes());
    }
    device.eventBegin(samples);
    for (int i = 0; i < samples; i++) {
      device.eventAdd(i, i % info.classes(), sample(i, info.inputBytes()));
    }
    for (TrainResult done = device.train(); !(done instanceof TrainResult.Trained); done = device.train()) {
      if (done instanceof TrainResult.NeedsSample needs) {
        device.supply(needs.index(), sample(needs.index(), info.inputBytes()));
      }
    }
    for (CommitResult done = device.eventEnd(); done instanceof CommitResult.NeedsSample needs; done = device.eventEnd()) {
      device.supply(needs.index(), sample(needs.index(), info.inputBytes()));
    }
  }

  /** The same codes as in {@link CycleProgram}. */
  private static byte[] sample(int index, int bytes) {
    byte[] codes = new byte[bytes];
    int state = index + 1;
    for (int i = 0; i < bytes; i++) {
      state = state * 1664525 + 1013904223;
      codes[i] = (byte) (state >>> 24);
    }
    return codes;
  }
}
