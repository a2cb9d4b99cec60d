package dev.reprise.host.verify;

import dev.reprise.compiler.diag.RepriseException;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.host.device.DeviceInfo;
import dev.reprise.host.device.GoldenDevice;
import dev.reprise.host.device.LearnerDevice;
import dev.reprise.host.learn.CodedDataset;
import dev.reprise.host.learn.EventPlan;
import dev.reprise.host.learn.LearnListener;
import dev.reprise.host.learn.LearnResult;
import dev.reprise.host.learn.LearnSession;
import dev.reprise.host.learn.LearnSettings;

/** Runs a plan on a device and on the golden executor in lockstep. */
public final class Verification {
  private Verification() {}

  /**
   * Learns {@code plan} on both, comparing after each step, until the end or the first difference. The golden executor rounds as the device
   * says that it does (N1.2).
   */
  public static VerifyResult run(
      LearnerModel model,
      LearnerDevice device,
      EventPlan plan,
      LearnSettings settings,
      CodedDataset data,
      CodedDataset test,
      LearnListener listener) {
    return run(model, device, device.info().accumulate(), plan, settings, data, test, listener);
  }

  /**
   * As above, where what runs the device rounds in another way than the device was built for.
   *
   * @param accumulate how the golden executor rounds
   * @param test samples to infer before, between and after the events; null = none
   * @throws RepriseException RP2002 where the device was not built from {@code model}, RP18xx where the link fails
   */
  public static VerifyResult run(
      LearnerModel model,
      LearnerDevice device,
      Accumulate accumulate,
      EventPlan plan,
      LearnSettings settings,
      CodedDataset data,
      CodedDataset test,
      LearnListener listener) {
    GoldenDevice golden = new GoldenDevice(model, accumulate);
    requireSame(device, golden.info());
    LockstepChecks checks = new LockstepChecks(golden, device);
    LockstepDevice both = new LockstepDevice(golden, device, checks);
    LearnResult learned = null;
    try {
      learned = new LearnSession(both, data, test, listener).run(plan, settings);
    } catch (DifferenceFound e) {
      // The difference is the last case.
    }
    return new VerifyResult(device.name(), both.steps(), checks.cases(), learned);
  }

  private static void requireSame(LearnerDevice device, DeviceInfo golden) {
    DeviceInfo is = device.info();
    require(device, "model hash", is.modelHash(), golden.modelHash());
    require(device, "input bytes", is.inputBytes(), golden.inputBytes());
    require(device, "classes", is.classes(), golden.classes());
    require(device, "slots", is.slots(), golden.slots());
    require(device, "largest event", is.eventMax(), golden.eventMax());
    require(device, "latent bits", is.bits(), golden.bits());
    require(device, "trained tensors", is.tensors(), golden.tensors());
    require(device, "momentum", is.momentum(), golden.momentum());
  }

  private static void require(LearnerDevice device, String what, Object is, Object expected) {
    if (!is.equals(expected)) {
      throw RepriseException.of(VerifyError.OTHER_PLAN, device.name(), what, is, expected);
    }
  }
}
