package dev.reprise.compiler.schedule;

import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.ir.DType;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.program.CallBuilder;
import dev.reprise.compiler.program.Phase;
import java.util.List;

/** The kernel calls that the learner runtime makes around the model's ({@code runtime-c/src/learner}), for those who count or time them. */
public final class LearnerCalls {
  /** Stands for scales, which change no call's time. */
  private static final float ANY_SCALE = 0x1p-7f;

  private static final int FLOAT_BITS = 32;

  private LearnerCalls() {}

  /** From the frozen stage's codes to a slot. */
  public static Call pack(LearnerModel model, Schedule schedule) {
    boolean floats = model.latentBits() == FLOAT_BITS;
    CallBuilder call = new CallBuilder(floats ? "rp_latent_pack_float" : "rp_latent_pack", Phase.LATENT, "latent").literal(model.latentElements());
    if (floats) {
      call.literal(ANY_SCALE).literal(0f);
    } else {
      call.literal(model.latentBits());
    }
    return call.read(schedule.frozen().output()).write(slot(model)).build();
  }

  /** From a slot to the floats of one sample. */
  public static Call unpack(LearnerModel model, Schedule schedule) {
    boolean floats = model.latentBits() == FLOAT_BITS;
    CallBuilder call = new CallBuilder(floats ? "rp_latent_unpack_float" : "rp_latent_unpack_f32", Phase.LATENT, "latent").literal(model.latentElements());
    if (!floats) {
      call.literal(model.latentBits()).literal(ANY_SCALE).literal(0f);
    }
    return call.read(slot(model)).write(schedule.adaptive().latent()).build();
  }

  /** The update of every trained tensor, by the training settings compiled in. */
  public static List<Call> update(LearnerModel model, Schedule schedule) {
    return schedule.adaptive().trainables().stream().map(t -> update(model.training(), t)).toList();
  }

  private static Call update(TrainingConfig config, AdaptiveProgram.Trainable t) {
    boolean momentum = config.momentum() != 0;
    String kernel = !momentum ? "rp_sgd_f32" : config.nesterov() ? "rp_sgd_nesterov_f32" : "rp_sgd_momentum_f32";
    CallBuilder call = new CallBuilder(kernel, Phase.UPDATE, t.name()).literal(t.weight().elements()).literal(config.learningRate()).literal(config.weightDecay());
    if (momentum) {
      call.literal(config.momentum());
    }
    call.read(t.gradient());
    return (momentum ? call.update(t.momentum()) : call).update(t.weight()).build();
  }

  private static Buffer slot(LearnerModel model) {
    return new Buffer("staging", Buffer.Kind.ACTIVATION, DType.U8, model.slotBytes(), false);
  }
}
