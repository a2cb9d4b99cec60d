package dev.reprise.compiler.emit;

import dev.reprise.compiler.artifact.ModelArtifact;
import dev.reprise.compiler.differentiate.AdaptiveProgram;
import dev.reprise.compiler.learn.Accumulate;
import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.learn.TrainingConfig;
import dev.reprise.compiler.memory.MemoryPlan;
import dev.reprise.compiler.memory.PlanItem;
import dev.reprise.compiler.program.Buffer;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.quantize.QTensor;
import dev.reprise.compiler.schedule.LearnerArray;
import dev.reprise.compiler.schedule.Schedule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The output model of the generated C files: what the templates print. */
public final class ModelSource {
  /** @param name and value of a {@code #define} */
  public record Constant(String name, String value) {}

  /** One row of {@code rp_tensors}. */
  public record TensorRow(String name, int count, String initial, String weight, String gradient, String momentum) {}

  private final EmitInput in;
  private final LearnerModel model;
  /** Made once: it serializes the whole model. */
  private final byte[] hash;
  private final Map<Call, Integer> places = new IdentityHashMap<>();

  ModelSource(EmitInput in) {
    this.in = in;
    this.model = in.model();
    this.hash = ModelArtifact.hash(model);
    in.schedule().calls().forEach(call -> places.put(call, places.size()));
  }

  /** Template variables of every generated file. */
  Map<String, Object> variables() {
    Schedule s = in.schedule();
    AdaptiveProgram adaptive = s.adaptive();
    CText text = new CText();
    Map<String, Object> v = new LinkedHashMap<>();
    v.put("name", model.name());
    v.put("target", in.target().name());
    v.put("constants", constants());
    v.put("fetched", s.frozen().constants().keySet().stream().anyMatch(in::fetched));
    v.put("frozen", lines(s.frozen().calls(), text));
    v.put("forward", lines(adaptive.forward(), text));
    v.put("loss", profiled(adaptive.loss(), text));
    v.put("backward", lines(adaptive.backward(), text));
    v.put("geometries", List.copyOf(text.definitions().values()));
    v.put("teamFunctions", text.teamFunctions());
    v.put("tensors", adaptive.trainables().stream().map(ModelSource::tensor).toList());
    v.put("input", CText.name(s.frozen().input()));
    v.put("latentCodes", CText.name(s.frozen().output()));
    v.put("latent", CText.name(adaptive.latent()));
    v.put("logits", CText.name(adaptive.logits()));
    readme(v);
    return v;
  }

  private void readme(Map<String, Object> v) {
    QTensor input = model.frozen().tensor(model.frozen().input());
    v.put("inputBytes", Integer.toString(input.shape().elements()));
    v.put("inputScale", Float.toString(input.scale()));
    v.put("inputZeroPoint", Integer.toString(input.zeroPoint()));
    v.put("latentElements", Integer.toString(model.latentElements()));
    v.put("latentBits", Integer.toString(model.latentBits()));
    v.put("slotBytes", Integer.toString(model.slotBytes()));
    v.put("slots", Integer.toString(model.slots()));
    v.put("classes", Integer.toString(model.classes()));
    v.put("hash", java.util.HexFormat.of().formatHex(hash));
    v.put("accumulate", in.accumulate() == Accumulate.FUSED ? "RP_ACCUMULATE_FUSED" : "RP_ACCUMULATE_SEPARATE");
    v.put("accumulateName", in.accumulate().name().toLowerCase(java.util.Locale.ROOT));
  }

  private static TensorRow tensor(AdaptiveProgram.Trainable t) {
    return new TensorRow(
        CText.string(t.name()),
        t.weight().elements(),
        WeightsWriter.arrayName(t.weight()),
        CText.name(t.weight()),
        CText.name(t.gradient()),
        t.momentum() == null ? "NULL" : CText.name(t.momentum()));
  }

  private List<String> lines(List<Call> calls, CText text) {
    List<String> lines = new ArrayList<>();
    String node = null;
    for (Call call : calls) {
      if (!call.node().equals(node)) {
        node = call.node();
        lines.add("/* " + CText.comment(node) + " */");
      }
      lines.add(profiled(call, text));
    }
    return lines;
  }

  /** Calls are told apart by their place in report.json. */
  private String profiled(Call call, CText text) {
    int place = places.get(call);
    String statement = in.tiles().of(call) == null ? CallSource.fetches(call, in::fetched) + text.call(call) : TilesSource.statement(call, place);
    return "RP_PROFILED(" + place + ", " + statement.replaceFirst(";$", "") + ");";
  }

  private List<Constant> constants() {
    QTensor input = model.frozen().tensor(model.frozen().input());
    LatentCode code = LatentCode.of(model);
    TrainingConfig t = model.training();
    List<Constant> c = new ArrayList<>();
    define(c, "MODEL_NAME", CText.string(model.name()));
    define(c, "MODEL_HASH", hashInitializer());
    define(c, "INPUT_BYTES", input.shape().elements());
    define(c, "INPUT_SCALE", CText.literal(input.scale()));
    define(c, "INPUT_ZERO_POINT", input.zeroPoint());
    define(c, "CLASSES", model.classes());
    define(c, "HEAD", model.head().ordinal());
    define(c, "LATENT_ELEMENTS", model.latentElements());
    define(c, "LATENT_BITS", model.latentBits());
    define(c, "LATENT_SCALE", CText.literal(code.scale()));
    define(c, "LATENT_OFFSET", CText.literal(code.offset()));
    define(c, "SLOT_BYTES", model.slotBytes());
    define(c, "SLOTS", model.slots());
    define(c, "FETCH_BYTES", fetchBytes());
    define(c, "EVENT_MAX", model.eventMax());
    define(c, "EVENT_LATENTS", model.eventLatents());
    define(c, "MICRO_BATCH", model.microBatch());
    define(c, "MOMENTUM", model.momentum() ? 1 : 0);
    define(c, "TENSORS", model.trainable().size());
    define(c, "CALLS", places.size());
    define(c, "DEFAULT_SEED", Long.toUnsignedString(t.seed()) + "ull");
    define(c, "DEFAULT_EPOCHS", t.epochs());
    define(c, "DEFAULT_NEW", t.newPerMinibatch());
    define(c, "DEFAULT_REPLAY", t.replayPerMinibatch());
    define(c, "DEFAULT_LEARNING_RATE", CText.literal(t.learningRate()));
    define(c, "DEFAULT_MOMENTUM", CText.literal(t.momentum()));
    define(c, "DEFAULT_NESTEROV", t.nesterov() ? 1 : 0);
    define(c, "DEFAULT_WEIGHT_DECAY", CText.literal(t.weightDecay()));
    define(c, "DEFAULT_SCHEDULE", t.schedule().ordinal());
    define(c, "DEFAULT_GAMMA", CText.literal(t.gamma()));
    define(c, "DEFAULT_STEP_SIZE", t.stepSize());
    define(c, "DEFAULT_MIN_LEARNING_RATE", CText.literal(t.minLearningRate()));
    define(c, "DEFAULT_POLICY", model.policy().ordinal());
    return c;
  }

  /** Of the passage from L3; 0 where nothing lies there. */
  private long fetchBytes() {
    return in.plan().placements().stream().map(MemoryPlan.Placement::item).filter(i -> i.name().equals(LearnerArray.PASSAGE)).mapToLong(PlanItem::bytes).sum();
  }

  private String hashInitializer() {
    StringBuilder b = new StringBuilder("{");
    for (byte x : hash) {
      b.append(String.format(java.util.Locale.ROOT, "%s0x%02x", b.length() > 1 ? ", " : "", x));
    }
    return b.append('}').toString();
  }

  private static void define(List<Constant> c, String name, Object value) {
    String text = value.toString();
    c.add(new Constant("RP_" + name, text.startsWith("-") ? "(" + text + ")" : text));
  }

  /** The C type of a buffer's elements. */
  static String elementType(Buffer b) {
    return switch (b.type()) {
      case F32 -> "float";
      case U8 -> "uint8_t";
      case I32 -> "int32_t";
      default -> throw new IllegalArgumentException("no buffer of " + b.type() + " lies in RAM");
    };
  }
}
