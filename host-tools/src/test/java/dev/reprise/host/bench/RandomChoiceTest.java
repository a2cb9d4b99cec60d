package dev.reprise.host.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reprise.compiler.kernel.Machine;
import dev.reprise.compiler.program.Phase;
import dev.reprise.compiler.target.Extension;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the compiler chooses for random layers of the frozen stage; nothing is run. */
class RandomChoiceTest {
  private static final int SHAPES = 40;

  @Test
  void noLayerGetsAPortableKernelWhereTunedOnesMayBeChosen() {
    Set<String> kernels = new TreeSet<>();
    int layers = 0;
    for (Machine.Core core : Machine.Core.values()) {
      Machine machine = new Machine(Set.of(Extension.DSP, Extension.VFP), core);
      for (String family : RandomShapes.FAMILIES) {
        RandomShapes shapes = new RandomShapes(5 + core.ordinal());
        for (int i = 0; i < SHAPES; i++) {
          layers += chosen(family, shapes.next(family), machine, kernels);
        }
      }
    }
    assertThat(layers).isEqualTo(Machine.Core.values().length * 4 * SHAPES);
    assertThat(kernels).containsExactly("rp_conv_dw_s8_dsp", "rp_conv_dw_taps_s8_dsp", "rp_conv_pw_s8_dsp", "rp_conv_s8_dsp", "rp_linear_s8_dsp");
  }

  /** One channel in: any layout of it is the same bytes, and the portable kernel needs no transpose. It is the faster one for a few pixels alone. */
  @Test
  void pointwiseLayersOfFewInputsAreTuned() {
    Set<String> kernels = new TreeSet<>();
    List<Integer> inputs = List.of(1, 2, 3, 4);
    int layers = 0;
    for (Machine.Core core : Machine.Core.values()) {
      Machine machine = new Machine(Set.of(Extension.DSP), core);
      for (int in : inputs) {
        for (int out : List.of(1, 2, 5, 16, 64)) {
          for (int width : List.of(12, 17, 80)) {
            layers += chosen("conv_pw", ConvShape.pointwise(in, out, 1, width), machine, kernels);
          }
        }
      }
    }
    assertThat(layers).isEqualTo(Machine.Core.values().length * 4 * 5 * 3);
    assertThat(kernels).contains("rp_conv_pw_s8_dsp").allMatch(k -> k.endsWith("_dsp"));
  }

  private static int chosen(String family, LayerShape shape, Machine machine, Set<String> kernels) {
    List<BenchCase> calls = BenchCases.of(family, shape, List.of(Phase.FROZEN_FORWARD), machine);
    calls.forEach(c -> kernels.add(c.kernel()));
    return calls.size();
  }
}
