package dev.reprise.host.bench;

import dev.reprise.compiler.KernelChoice;
import dev.reprise.compiler.ir.op.Window;
import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;

/** The shapes that public kernels are compared at: keyword spotting (DS-CNN), image classification (MobileNetV1-0.25 at 96x96), and training layers. */
final class BenchCases {
  /** What training computes for a layer. */
  static final List<Phase> STEPS = List.of(Phase.FORWARD, Phase.INPUT_GRADIENT, Phase.WEIGHT_GRADIENT);

  private static final Window THREE = Window.square(3, 1, 1);

  private final Machine machine;
  private final List<BenchCase> cases = new ArrayList<>();

  private BenchCases(Machine machine) {
    this.machine = machine;
  }

  /** @param machine that the compiler chooses the kernels for */
  static List<BenchCase> all(Machine machine) {
    BenchCases all = new BenchCases(machine);
    all.frozen("conv", new ConvShape(true, 1, 49, 10, 64, ConvShape.window(10, 4, 2, 4, 1, 5, 1), 1));
    all.frozen("conv_dw", ConvShape.depthwise(64, 25, 5, THREE));
    all.frozen("conv_pw", ConvShape.pointwise(64, 64, 25, 5));
    all.frozen("conv", new ConvShape(true, 3, 96, 96, 8, ConvShape.window(3, 3, 2, 0, 0, 1, 1), 1));
    all.frozen("conv_dw", ConvShape.depthwise(16, 48, 48, ConvShape.window(3, 3, 2, 0, 0, 1, 1)));
    all.frozen("conv_pw", ConvShape.pointwise(128, 128, 6, 6));
    all.frozen("linear", new LinearShape(64, 12));
    all.adaptive("conv_pw", ConvShape.pointwise(64, 64, 25, 5), STEPS);
    all.adaptive("conv_pw", ConvShape.pointwise(128, 128, 8, 8), STEPS);
    all.adaptive("linear", new LinearShape(512, 64), STEPS);
    all.adaptive("conv", new ConvShape(false, 16, 16, 16, 16, THREE, 1), STEPS);
    all.adaptive("conv_dw", ConvShape.depthwise(64, 25, 5, THREE), STEPS);
    all.adaptive("conv_dw", ConvShape.depthwise(64, 25, 5, Window.square(3, 2, 1)), List.of(Phase.INPUT_GRADIENT));
    return all.cases;
  }

  /** The shapes that public kernels are compared at on a PULP cluster, with integer layers of the same kinds. */
  static List<BenchCase> cluster(Machine machine) {
    BenchCases all = new BenchCases(machine);
    all.adaptive("conv_pw", ConvShape.pointwise(64, 64, 25, 5), STEPS);
    all.adaptive("conv_pw", ConvShape.pointwise(128, 128, 8, 8), STEPS);
    all.adaptive("conv", new ConvShape(false, 16, 16, 16, 16, THREE, 1), STEPS);
    all.adaptive("conv_dw", ConvShape.depthwise(64, 25, 5, THREE), STEPS);
    all.adaptive("linear", new LinearShape(512, 64), STEPS);
    all.frozen("conv_pw", ConvShape.pointwise(64, 64, 25, 5));
    all.frozen("conv_pw", ConvShape.pointwise(128, 128, 8, 8));
    all.frozen("conv_dw", ConvShape.depthwise(64, 25, 5, THREE));
    all.frozen("conv", new ConvShape(false, 16, 16, 16, 16, THREE, 1));
    all.frozen("linear", new LinearShape(512, 64));
    return all.cases;
  }

  /** The calls of one layer: its only one in the frozen stage, or those of training. */
  static List<BenchCase> of(String family, LayerShape shape, List<Phase> phases, Machine machine) {
    boolean frozen = phases.contains(Phase.FROZEN_FORWARD);
    Schedule schedule = KernelChoice.of(shape.network(), frozen ? "last" : "0", machine);
    return phases.stream().map(phase -> BenchCase.of(family, shape, phase, schedule)).toList();
  }

  private void frozen(String family, LayerShape shape) {
    cases.addAll(of(family, shape, List.of(Phase.FROZEN_FORWARD), machine));
  }

  private void adaptive(String family, LayerShape shape, List<Phase> steps) {
    cases.addAll(of(family, shape, steps, machine));
  }
}
