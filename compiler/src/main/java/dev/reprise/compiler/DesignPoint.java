package dev.reprise.compiler;

import dev.reprise.compiler.learn.LearnerModel;
import dev.reprise.compiler.program.Call;
import dev.reprise.compiler.report.MemoryReport;
import dev.reprise.compiler.report.Purpose;
import dev.reprise.compiler.schedule.LearnerCalls;
import dev.reprise.compiler.schedule.Schedule;
import dev.reprise.compiler.split.SplitPoint;
import dev.reprise.compiler.tile.FarBuffers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A learner that could be made: its kernel calls and its memory.
 *
 * @param far trained tensors and constants that lie in L3
 * @param memory planned as if there were one memory without limit
 * @param constantBytes weights of the frozen stage and initial weights of the adaptive one; code is not counted
 * @param farConstantBytes those of them in L3
 * @param fits whether planned memory and constants fit the target
 */
public record DesignPoint(LearnerModel model, Schedule schedule, SplitPoint split, FarBuffers far, MemoryReport memory, long constantBytes, long farConstantBytes, boolean fits) {
  /** Bytes that are planned. */
  public long ramBytes() {
    return memory.peak().values().stream().mapToLong(Long::longValue).sum();
  }

  /** Of these, what each purpose takes; buffers of the arena that share memory count once. */
  public Map<Purpose, Long> ramByPurpose() {
    Map<Purpose, Long> bytes = new TreeMap<>();
    long permanent = 0;
    for (MemoryReport.Entry e : memory.entries()) {
      if (e.purpose() != Purpose.ARENA) {
        bytes.merge(e.purpose(), e.bytes(), Long::sum);
        permanent += e.bytes();
      }
    }
    bytes.put(Purpose.ARENA, ramBytes() - permanent);
    return bytes;
  }

  /** Slots of the replay memory, without labels. */
  public long replayBytes() {
    return (long) model.slots() * model.slotBytes();
  }

  /** Elements of all trained tensors, biases included. */
  public long trainedWeights() {
    return schedule.adaptive().trainables().stream().mapToLong(t -> t.weight().elements()).sum();
  }

  /** What runs once for a new sample: the frozen stage and the packing of its latent. */
  public List<Call> latentCalls() {
    List<Call> calls = new ArrayList<>(schedule.frozen().calls());
    calls.add(LearnerCalls.pack(model, schedule));
    return calls;
  }

  /** What turns a packed latent into floats, for every sample of a minibatch. */
  public Call unpackCall() {
    return LearnerCalls.unpack(model, schedule);
  }

  /** What runs for a micro-batch: forward, loss and backward. */
  public List<Call> trainingCalls() {
    return schedule.calls().stream().filter(c -> MicroBatch.TRAINING.contains(c.phase())).toList();
  }

  /** What runs once for a minibatch: the update of every trained tensor. */
  public List<Call> updateCalls() {
    return LearnerCalls.update(model, schedule);
  }
}
